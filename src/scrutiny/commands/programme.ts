import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  defineCommand,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Done,
} from "../../kernel/index.ts";
import { wishes, type ProgrammeItem } from "../review.ts";
import {
  addProgrammeItemSchema,
  dropProgrammeItemSchema,
  type AddProgrammeItem,
  type DropProgrammeItem,
} from "../schema.ts";
import { insertProgrammeItem, settleProgrammeItem } from "../store-change.ts";
import { listProgramme } from "../store-reviews.ts";
import { choicesOf } from "./act.ts";
import { committeeDone, committeeForm, committeeResource, findCommittee, getCommittee } from "./found.ts";

/** A committee says what it means to look at, and who wished it. */
export const addProgrammeItemCommand: Command = defineCommand<AddProgrammeItem>({
  name: "scrutiny.add-programme-item",
  title: "Add to the work programme",
  about:
    "Adds a line to a committee's work programme: what it means to look at, why, who wished it and when.",
  schema: addProgrammeItemSchema,
  path: "/boards/:board/work-programme/add",
  resource: committeeResource,
  form: async ({ db, params }) => {
    const committee = await findCommittee(db, params["board"] ?? "");
    return (
      committee &&
      committeeForm(committee, {
        title: "Add to the work programme",
        submit: "Add it",
        fields: [
          { name: "title", widget: { kind: "text" } },
          { name: "why", widget: { kind: "textarea", rows: 2 } },
          { name: "wishedBy", widget: { kind: "select", options: choicesOf(wishes) } },
          { name: "plannedOn", widget: { kind: "date" } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: AddProgrammeItem): Promise<Done> => {
    const committee = await getCommittee(acting.tx, input.board);
    const { board } = committee;
    const { title, why, wishedBy, plannedOn } = input;
    await insertProgrammeItem(acting.tx, {
      id: newUuid(millisOf(acting.clock.now())),
      boardId: board.id,
      title,
      why,
      wishedBy,
      plannedOn,
      addedOn: acting.today,
      audience: board.audience,
    });
    return committeeDone(committee, {
      kind: "scrutiny.programme-item-added",
      summary: `${board.name} means to look at “${title}” on ${formatCivilDate(plannedOn)}.`,
      body: { title, why, wishedBy, plannedOn },
    });
  },
});

/** A committee drops a line of its work programme, and says why. */
export const dropProgrammeItemCommand: Command = defineCommand<DropProgrammeItem>({
  name: "scrutiny.drop-programme-item",
  title: "Drop from the work programme",
  about: "Drops a line of a committee's work programme, with the reason; the line stays to be read.",
  schema: dropProgrammeItemSchema,
  path: "/boards/:board/work-programme/:item/drop",
  resource: committeeResource,
  form: async ({ db, params }) => {
    const committee = await findCommittee(db, params["board"] ?? "");
    const [item] = committee
      ? await listProgramme(db, { boardId: committee.board.id, id: params["item"] ?? "" })
      : [];
    return (
      committee &&
      item &&
      committeeForm(committee, {
        title: `Drop “${item.title}”`,
        submit: "Drop it",
        fields: [{ name: "why", widget: { kind: "textarea", rows: 2 } }],
      })
    );
  },
  run: async (acting: Acting, input: DropProgrammeItem): Promise<Done> => {
    const committee = await getCommittee(acting.tx, input.board);
    const [item] = await listProgramme(acting.tx, { boardId: committee.board.id, id: input.item });
    if (!item || !(await settleProgrammeItem(acting.tx, item.id, { on: acting.today, why: input.why })))
      throw new Conflict("scrutiny.programme-settled", { message: settledWords(item) });
    return committeeDone(committee, {
      kind: "scrutiny.programme-item-dropped",
      summary: `${committee.board.name} dropped “${item.title}” from its work programme: ${input.why}`,
      body: { title: item.title, why: input.why },
    });
  },
});

function settledWords(item: ProgrammeItem | undefined): string {
  if (!item) return "There is no such line in this work programme.";
  return item.dropped
    ? `“${item.title}” was dropped on ${formatCivilDate(item.dropped.on)}.`
    : `A review has taken up “${item.title}”.`;
}
