import {
  Conflict,
  anyOfKind,
  defineCommand,
  type Command,
  type Db,
  type Done,
  type PolicyResource,
} from "../../kernel/index.ts";
import { boardRef, listBoardsById, type Board } from "../../place/index.ts";
import type { JointAppointment } from "../joint-committee.ts";
import { endJointSchema, type EndJoint } from "../schema-changes.ts";
import { listBarredAccounts } from "../store-interests.ts";
import { endJointAppointment, listJointAppointments, lockAppointments } from "../store-joint.ts";
import type { Input } from "./act.ts";
import {
  changeDone,
  changeForm,
  councilAndProposal,
  councilResource,
  getCouncilAndProposal,
} from "./changes.ts";
import { keepersOf } from "./found.ts";

interface Standing {
  readonly appointment: JointAppointment;
  /** Undefined where it is not shown here. */
  readonly board: Board | undefined;
}

/** The appointment of a council for a change that has not ended. */
async function standingOf(
  db: Db,
  of: { readonly proposalId: string; readonly councilId: string },
): Promise<Standing | undefined> {
  const all = await listJointAppointments(db, { proposalId: of.proposalId });
  const appointment = all.find(({ councilId, ended }) => councilId === of.councilId && ended === undefined);
  if (!appointment) return undefined;
  const [board] = await listBoardsById(db, [appointment.boardId]);
  return { appointment, board };
}

/** The council that appointed speaks for itself; whoever keeps the committee ends what another council has in it. */
async function endingResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const resource = await councilResource(db, input);
  const found = resource && (await councilAndProposal(db, input));
  const standing =
    found && (await standingOf(db, { proposalId: found.proposal.id, councilId: found.council.id }));
  if (!resource || !standing?.board) return resource;
  const keepers = [...resource.keepers, ...(await keepersOf(db, standing.board)).map(({ id }) => id)];
  return { ...resource, keepers, barred: await listBarredAccounts(db, { councilIds: keepers }) };
}

/** A council's appointment to a joint committee ends, and with it what the council may do for the committee. */
export const endJointCommand: Command = defineCommand<EndJoint>({
  name: "scrutiny.end-joint-appointment",
  title: "End an appointment to a joint scrutiny committee",
  about:
    "Ends a council's appointment to a joint scrutiny committee for a change: the council itself does so, or whoever keeps the committee.",
  schema: endJointSchema,
  path: "/decisions/:proposal/joint-committee/:council/end",
  resource: endingResource,
  form: async ({ db, params }) => {
    const found = await councilAndProposal(db, params);
    const standing =
      found && (await standingOf(db, { proposalId: found.proposal.id, councilId: found.council.id }));
    return (
      standing &&
      changeForm(found.proposal, {
        title: `End the appointment of ${found.council.name}`,
        submit: "End it",
        intro: `${found.council.name} then does nothing more for ${standing.board?.name ?? "a committee that is not shown here"}, unless it keeps it, has a seat on it or appointed members to it for another change. What was done stays.`,
        fields: [{ name: "why", widget: { kind: "textarea", rows: 3 } }],
      })
    );
  },
  run: async ({ tx, today }, input): Promise<Done> => {
    const { council, proposal } = await getCouncilAndProposal(tx, input);
    await lockAppointments(tx, proposal.id);
    const standing = await standingOf(tx, { proposalId: proposal.id, councilId: council.id });
    if (!standing || !(await endJointAppointment(tx, standing.appointment.id, { on: today, why: input.why })))
      throw new Conflict("scrutiny.no-appointment", {
        message: `${council.name} has no members on a joint committee for this change, so nothing was ended.`,
      });
    const { board } = standing;
    return changeDone(proposal, council.id, {
      kind: "scrutiny.joint-appointment-ended",
      summary: `The appointment of ${council.name} to ${board?.name ?? "a joint committee"} for “${proposal.title}” ended: ${input.why}`,
      body: { ...(board && { committee: board.slug }), why: input.why },
      about: board ? [boardRef(board)] : [],
      changed: [anyOfKind("scrutiny", "joint"), ...(board ? [boardRef(board)] : [])],
    });
  },
});
