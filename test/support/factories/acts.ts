import { z } from "zod";
import { defineCommand, type Command, type SubjectRef } from "../../../src/kernel/index.ts";
import { renameUnnoticed } from "./organisations.ts";

/** A command that renames an organisation the way a module's own would: entry, subject, search and pages included. */
export function renameCommand(
  organisation: SubjectRef,
  before: (name: string) => Promise<void> = async () => undefined,
): Command {
  return defineCommand({
    name: "test.rename",
    title: "Rename it",
    about: "Renames an organisation.",
    schema: z.object({
      name: z.string({ error: "Enter the name." }).min(1, "Enter the name."),
      day: z.iso.date("Enter a day, for example 2026-03-31.").optional(),
    }),
    resource: async () => ({
      ref: organisation,
      keepers: [organisation.id],
      keptHere: true,
      illustrative: true,
    }),
    run: async ({ tx }, { name }) => {
      await before(name);
      await renameUnnoticed(tx, organisation, name);
      return {
        message: `It is now called ${name}.`,
        href: "/organisations",
        subject: organisation,
        entry: {
          kind: "test.renamed",
          summary: `It was renamed ${name}.`,
          subjects: [organisation],
          body: { name },
        },
        json: { name },
      };
    },
  });
}
