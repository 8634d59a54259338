import {
  anyOfKind,
  type Asking,
  type Panel,
  type PanelModel,
  type Section,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { listProposalsById, proposalHref, type Proposal } from "../../decisions/index.ts";
import { boardRef, listBoardsById, listOrganisationsById, type Board } from "../../place/index.ts";
import { keepersOf } from "../commands/found.ts";
import {
  appointmentsInWords,
  appointmentsOn,
  jointSorts,
  type JointAppointment,
} from "../joint-committee.ts";
import { listJointAppointments } from "../store-joint.ts";
import { idsKept, thingCell, withAt } from "./shared.ts";

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
export async function jointSection(
  asking: Asking,
  proposal: Pick<Proposal, "id" | "slug">,
): Promise<readonly Section[]> {
  const appointments = appointmentsOn(
    await listJointAppointments(asking.db, { proposalId: proposal.id }),
    asking.at,
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
    ...(await waysToEnd(asking, { proposal, appointments, board })),
  ];
}

/** For who keeps a council that appointed, or the committee: the way to end an appointment. */
async function waysToEnd(
  asking: Asking,
  of: {
    readonly proposal: Pick<Proposal, "slug">;
    readonly appointments: readonly JointAppointment[];
    readonly board: Board | undefined;
  },
): Promise<readonly Section[]> {
  const keeps = idsKept(asking.viewer);
  if (keeps.length === 0 || asking.atGiven) return [];
  const keepsBoard =
    of.board !== undefined && (await keepersOf(asking.db, of.board)).some(({ id }) => keeps.includes(id));
  const ids = of.appointments
    .map(({ councilId }) => councilId)
    .filter((id) => keepsBoard || keeps.includes(id));
  const councils = await listOrganisationsById(asking.db, ids);
  const items = councils.map(({ name, slug }): Sentence => [
    {
      text: `End the appointment of ${name}`,
      href: `/decisions/${of.proposal.slug}/joint-committee/${slug}/end`,
    },
  ]);
  return items.length === 0 ? [] : [{ kind: "list", items }];
}

/** On a joint committee's page: which councils appointed it, and for which change. */
export const jointPanel: Panel = {
  name: "scrutiny.joint-committee",
  on: "board",
  order: 38,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const [board] = subject ? await listBoardsById(asking.db, [subject.id]) : [];
    if (board?.kind !== "joint-scrutiny-committee") return undefined;
    const appointments = appointmentsOn(
      await listJointAppointments(asking.db, { boardId: board.id }),
      asking.at,
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
      sources: [{ text: "The councils that appointed members", basis: board.basis }],
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
