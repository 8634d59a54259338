import type { Db, Enquiry } from "../kernel/index.ts";
import { isPosition } from "./entry.ts";
import { checkRecord } from "./store-check.ts";

/** What the record adds to the command line. */
export const recordEnquiries: readonly Enquiry[] = [
  {
    words: ["record", "check"],
    usage: "[POSITION HASH]",
    about:
      "Compute every hash of the record again and say whether anything was changed. " +
      "Add a position and hash noted earlier to prove that it is still there.",
    reads: "everything",
    answer: async ({ db, rest }, out) => await checkAll(db, rest, (line) => out.result(line)),
  },
];

async function checkAll(db: Db, rest: readonly string[], out: (line: string) => void): Promise<number> {
  const [position, sha256] = rest;
  const isKnown = position !== undefined;
  if (isKnown && (!isPosition(position) || !/^[0-9a-f]{64}$/.test(sha256 ?? ""))) {
    out("Give a position and its hash of 64 digits, as in: concordat record check 1204 5f3e...");
    return 2;
  }
  const known = isKnown ? { known: { position: Number(position), sha256: sha256 ?? "" } } : {};
  const found = await checkRecord(db, known);
  for (const problem of found.problems) out(problem);
  const unlisted = found.problemCount - found.problems.length;
  if (unlisted > 0) out(`And ${inFigures(unlisted)} more.`);
  const waiting = found.entries - found.chained;
  out(
    `${inFigures(found.entries)} ${found.entries === 1 ? "entry" : "entries"}, ${inFigures(found.chained)} in the chain` +
      `${waiting > 0 ? `, ${inFigures(waiting)} not yet` : ""}.`,
  );
  if (found.problemCount > 0) {
    out(
      `The record is not whole: ${inFigures(found.problemCount)} ${found.problemCount === 1 ? "problem" : "problems"} found.`,
    );
    return 1;
  }
  if (found.entries === 0) {
    out("Nothing is recorded yet.");
    return 0;
  }
  out(`The record is whole. Position ${found.head.position} has the hash ${found.head.sha256}.`);
  return 0;
}

function inFigures(count: number): string {
  return new Intl.NumberFormat("en-GB").format(count);
}
