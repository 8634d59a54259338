import {
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import { mergeSchema, type Merge } from "../merge-schema.ts";
import { carryOut } from "./merge-act.ts";
import { confirmForm } from "./merge-form.ts";
import { organisationRegister } from "./resources.ts";

/** Bodies become one: ends them, adds the new body, writes the successions, asks every module; in one act. */
export const mergeOrganisationsCommand: Command = defineCommand<Merge>({
  name: "place.merge-organisations",
  title: "Merge bodies",
  about:
    "Ends bodies on one day and has one body follow them all, new or there already; every module says what becomes of its things.",
  schema: mergeSchema,
  path: "/organisations/merge/confirm/*",
  resource: async () => organisationRegister,
  form: mergeForm,
  run: async (acting: Acting, input: Merge): Promise<Done> =>
    await carryOut(acting, { ...input, into: [input.into], how: "merger", bodiesField: "bodies" }),
});

async function mergeForm({ params }: FormAsking): Promise<FormModel | undefined> {
  return confirmForm(params["*"] ?? "", {
    title: "Carry out the merger",
    fields: ["bodies", "on", "into", "area"],
    back: "/organisations/merge",
  });
}
