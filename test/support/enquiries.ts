import { civilDate, type CivilDate } from "@concordat/calendar";
import { enquiryCommand, type CommandLine } from "../../src/cli/index.ts";
import type { Db, Enquiry } from "../../src/kernel/index.ts";

/** A module's enquiries as commands of the command line; without a database those that read one fail. */
export function enquiryCommands(
  enquiries: readonly Enquiry[],
  held: { readonly db?: Db; readonly today?: CivilDate } = {},
): readonly CommandLine[] {
  return enquiries.map((enquiry) =>
    enquiryCommand(enquiry, {
      today: () => held.today ?? civilDate("2026-11-22"),
      open: async (_reads, use) => {
        if (!held.db) throw new Error("This test gave no database.");
        return await use(held.db);
      },
    }),
  );
}
