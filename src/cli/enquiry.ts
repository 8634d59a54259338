import type { CivilDate } from "@concordat/calendar";
import type { Db, Enquiry } from "../kernel/index.ts";
import type { CommandLine } from "./run.ts";

/** How the composition root opens what an enquiry reads, and which day it is. */
export interface EnquiryPorts {
  today(): CivilDate;
  /** Opens the database, once for each command; `reads` says as whom. */
  open<T>(
    reads: "public" | "everything",
    use: (db: Db) => Promise<T>,
    note: (line: string) => void,
  ): Promise<T>;
}

/** An enquiry of a module as a command of the command line. */
export function enquiryCommand(enquiry: Enquiry, ports: EnquiryPorts): CommandLine {
  const { words, usage, about } = enquiry;
  return {
    words,
    usage,
    about,
    run: async (typed, out) => {
      const asked = { ...typed, today: ports.today() };
      if (enquiry.reads === "nothing") return await enquiry.answer(asked, out);
      return await ports.open(
        enquiry.reads,
        async (db) => await enquiry.answer({ ...asked, db }, out),
        (line) => out.note(line),
      );
    },
  };
}
