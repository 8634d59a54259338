import {
  Conflict,
  Invalid,
  anyOfKind,
  defineCommand,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Db,
  type Done,
} from "../../kernel/index.ts";
import { proposalRef } from "../../decisions/index.ts";
import { boardRef, findBoard, listBoards, listBoardsById, type Board } from "../../place/index.ts";
import { isOfOneWorld } from "../committee.ts";
import { appointmentsOn, jointSorts, reasonNotToAppoint, type JointAppointment } from "../joint-committee.ts";
import { appointJointSchema, type AppointJoint } from "../schema-changes.ts";
import { listCouncilAnswers } from "../store-changes.ts";
import { insertJointAppointment, listJointAppointments, lockAppointments } from "../store-joint.ts";
import { choicesOf } from "./act.ts";
import {
  changeDone,
  changeForm,
  councilAndProposal,
  councilResource,
  getCouncilAndProposal,
} from "./changes.ts";
import { bodiesSeated } from "./found.ts";

/** A council appoints its members to the joint scrutiny committee for a change that it considers substantial. */
export const appointJointCommand: Command = defineCommand<AppointJoint>({
  name: "scrutiny.appoint-joint-committee",
  title: "Appoint to a joint scrutiny committee",
  about:
    "A council that considers a change substantial appoints members to the joint scrutiny committee that comments on it for all such councils.",
  schema: appointJointSchema,
  path: "/decisions/:proposal/joint-committee/:council",
  resource: councilResource,
  form: async ({ db, params, today }) => {
    const found = await councilAndProposal(db, params);
    if (!found) return undefined;
    const boards = (await listBoards(db, { kind: "joint-scrutiny-committee", at: today, illustrative: true }))
      .filter((board) => isPublic(board) && isOfOneWorld(found.council, board))
      .map(({ slug, name }) => ({ value: slug, text: name }));
    return changeForm(found.proposal, {
      title: `Appoint members of ${found.council.name} to a joint committee`,
      submit: "Appoint them",
      intro: [
        "Each council says first for itself whether the change is substantial. Those that say yes appoint one joint committee. Is it not in the list? Then one of them ",
        { text: "sets it up", href: `/organisations/${found.council.slug}/boards/add` },
        " and publishes it first.",
      ],
      values: { sort: "this-change" },
      fields: [
        { name: "board", widget: { kind: "select", options: boards } },
        { name: "sort", widget: { kind: "radios", options: choicesOf(jointSorts) } },
        { name: "members", widget: { kind: "text", width: 5 } },
        { name: "decided", widget: { kind: "textarea", rows: 2 } },
      ],
    });
  },
  run: async (acting: Acting, input: AppointJoint): Promise<Done> => {
    const { tx, today } = acting;
    const { council, proposal } = await getCouncilAndProposal(tx, input);
    await lockAppointments(tx, proposal.id);
    const board = await getJointBoard(tx, input.board, council);
    const appointments = appointmentsOn(await listJointAppointments(tx, { proposalId: proposal.id }), today);
    const boards = await listBoardsById(
      tx,
      appointments.map(({ boardId }) => boardId),
    );
    const why = reasonNotToAppoint({
      council,
      answers: await listCouncilAnswers(tx, proposal.id),
      appointments,
      board: { ...board, bodyIds: await bodyIdsOf(tx, board) },
      nameOfBoard: (id) => boards.find((one) => one.id === id)?.name ?? "a committee that is not shown here",
      today,
    });
    if (why !== undefined) throw new Conflict("scrutiny.no-joint-committee", { message: why });
    const { sort, members, decided } = input;
    const one: JointAppointment = {
      id: newUuid(millisOf(acting.clock.now())),
      proposalId: proposal.id,
      councilId: council.id,
      boardId: board.id,
      sort,
      members,
      decided,
      on: today,
      audience: proposal.audience,
    };
    await insertJointAppointment(tx, one);
    await acting.links.add(tx, {
      from: boardRef(board),
      kind: "about",
      to: proposalRef(proposal),
      on: today,
    });
    return changeDone(proposal, council.id, {
      kind: "scrutiny.joint-committee-appointed",
      summary: `${council.name} appointed ${members === 1 ? "one member" : `${members} members`} to ${board.name} for “${proposal.title}”.`,
      body: { committee: board.slug, sort, members, decided },
      about: [boardRef(board)],
      changed: [anyOfKind("scrutiny", "joint"), boardRef(board)],
    });
  },
});

/** The body that keeps a committee, and those that have a seat on it. */
async function bodyIdsOf(db: Db, board: Board): Promise<readonly string[]> {
  const seated = (await bodiesSeated(db, board)).map(({ id }) => id);
  return board.organisation ? [board.organisation.id, ...seated] : seated;
}

// A draft is sealed: whoever may not see it learns nothing of it here, and whoever may would give it away by an appointment.
function isPublic({ audience }: Pick<Board, "audience">): boolean {
  return audience === "public";
}

/** The joint committee that an input names, of the council's own world. */
async function getJointBoard(tx: Db, slug: string, council: Pick<Board, "basis">): Promise<Board> {
  const board = await findBoard(tx, slug);
  const message =
    board?.kind !== "joint-scrutiny-committee" || !isPublic(board)
      ? `There is no joint scrutiny committee “${slug}” here. Choose one from the list, or set it up first.`
      : isOfOneWorld(council, board)
        ? undefined
        : "One of the two is made up and the other is real. Choose a committee of the same place.";
  if (message === undefined && board) return board;
  throw new Invalid([{ code: "scrutiny.joint-board", field: "board", message: message ?? "" }]);
}
