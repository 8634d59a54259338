import {
  anyOfKind,
  type Asking,
  type Panel,
  type PanelModel,
  type Section,
  type TableModel,
} from "../../kernel/index.ts";
import { listProposalsById, proposalHref, type Proposal } from "../../decisions/index.ts";
import { boardRef, listBoardsById, listOrganisationsById } from "../../place/index.ts";
import { appointmentsInWords, jointSorts, type JointAppointment } from "../joint-committee.ts";
import { listJointAppointments } from "../store-joint.ts";
import { thingCell, withAt } from "./shared.ts";

function tableOf(
  appointments: readonly JointAppointment[],
  nameOf: (councilId: string) => string,
  changes?: { readonly proposals: readonly Proposal[]; readonly asking: Asking },
): TableModel {
  return {
    name: "joint",
    caption: "Who appointed members",
    columns: [
      { key: "council", label: "Council", kind: "text" },
      ...(changes ? [{ key: "change", label: "For", kind: "link" } as const] : []),
      { key: "members", label: "Members", kind: "number", decimals: 0 },
      { key: "sort", label: "Of which sort", kind: "text" },
      { key: "decided", label: "Decided", kind: "text" },
      { key: "on", label: "Entered on", kind: "date" },
    ],
    rows: appointments.map((one) => {
      const change = changes?.proposals.find(({ id }) => id === one.proposalId);
      return {
        council: nameOf(one.councilId),
        members: one.members,
        sort: jointSorts[one.sort],
        decided: one.decided,
        on: one.on,
        ...(changes && {
          change: change
            ? thingCell(
                { text: change.title, href: proposalHref(change.slug), basis: change.basis },
                changes.asking,
              )
            : "A change not shown here",
        }),
      };
    }),
    empty: "No council has appointed members.",
  };
}

async function councilNames(
  asking: Asking,
  appointments: readonly JointAppointment[],
): Promise<(councilId: string) => string> {
  const councils = await listOrganisationsById(
    asking.db,
    appointments.map(({ councilId }) => councilId),
  );
  return (id) => councils.find((one) => one.id === id)?.name ?? "A council not shown here";
}

/** On a change: the joint committee that councils appointed for it; nothing before the first did. */
export async function jointSection(asking: Asking, proposalId: string): Promise<readonly Section[]> {
  const appointments = (await listJointAppointments(asking.db, { proposalId })).filter(
    ({ on }) => on <= asking.at,
  );
  const [first] = appointments;
  if (!first) return [];
  const [board] = await listBoardsById(asking.db, [first.boardId]);
  const nameOf = await councilNames(asking, appointments);
  return [
    {
      kind: "table",
      heading: "Joint committee",
      intro: [
        `${appointmentsInWords(appointments, { council: nameOf, board: board?.name ?? "a committee not shown here" })} `,
        ...(board ? [{ text: "See the committee", href: withAt(`/boards/${board.slug}`, asking) }, "."] : []),
      ],
      table: tableOf(appointments, nameOf),
    },
  ];
}

/** On a joint committee's page: which councils appointed it, and for which change. */
export const jointPanel: Panel = {
  name: "scrutiny.joint-committee",
  on: "board",
  order: 38,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const [board] = subject ? await listBoardsById(asking.db, [subject.id]) : [];
    if (board?.kind !== "joint-scrutiny-committee") return undefined;
    const appointments = (await listJointAppointments(asking.db, { boardId: board.id })).filter(
      ({ on }) => on <= asking.at,
    );
    if (appointments.length === 0) return undefined;
    const nameOf = await councilNames(asking, appointments);
    const proposals = await listProposalsById(
      asking.db,
      appointments.map(({ proposalId }) => proposalId),
    );
    return {
      heading: "Who appointed it",
      answer: appointmentsInWords(appointments, { council: nameOf, board: board.name }),
      table: tableOf(appointments, nameOf, { proposals, asking }),
      sources: [{ text: "Kept on this site by the councils that appointed", basis: board.basis }],
      subjects: [boardRef(board), anyOfKind("scrutiny", "joint")],
      json: appointments.map(({ councilId, members, sort, on }) => ({
        council: nameOf(councilId),
        members,
        sort,
        on,
      })),
    };
  },
};
