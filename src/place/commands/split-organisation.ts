import {
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import { splitSchema, type Split } from "../merge-schema.ts";
import { carryOut } from "./merge-act.ts";
import { confirmForm } from "./merge-form.ts";
import { organisationRegister } from "./resources.ts";

/** One body becomes several: ends it, adds the new bodies, writes the successions with shares, asks every module; in one act. */
export const splitOrganisationCommand: Command = defineCommand<Split>({
  name: "place.split-organisation",
  title: "Split a body",
  about:
    "Ends a body on a day and has several bodies follow it, new or there already, each with its share; every module says what becomes of its things.",
  schema: splitSchema,
  path: "/organisations/split/confirm/*",
  resource: async () => organisationRegister,
  form: splitForm,
  run: async (acting: Acting, { body, ...input }: Split): Promise<Done> =>
    await carryOut(acting, { ...input, bodies: [body], how: "split", bodiesField: "body" }),
});

async function splitForm({ params }: FormAsking): Promise<FormModel | undefined> {
  return confirmForm(params["*"] ?? "", {
    title: "Carry out the split",
    fields: ["body", "on", "into"],
    back: "/organisations/split",
  });
}
