import type { OpenDataTable } from "../kernel/index.ts";
import { standingOn } from "./instruction.ts";
import { listInstructions } from "./store-instructions.ts";

/** Instructions that anyone may download whole, as they stand on the day of the download. */
export const instructionOpenData: readonly OpenDataTable[] = [
  {
    name: "decisions.instructions",
    title: "Instructions from above",
    about:
      "Every instruction that is held here, one line for each body or area it concerns; made-up ones are marked.",
    licence: "Open Government Licence v3.0",
    columns: [
      { key: "instruction", label: "Instruction", kind: "text", about: "The last part of its address" },
      { key: "title", label: "Title", kind: "text", about: "Title" },
      { key: "kind", label: "Kind", kind: "text", about: "direction, mandate, letter and so on" },
      { key: "giver", label: "From", kind: "text", about: "Who gave it" },
      { key: "part", label: "Part", kind: "text", about: "addressed, or touched besides" },
      {
        key: "concerned",
        label: "To",
        kind: "text",
        about: "Folder and last part of the body's or area's address",
      },
      {
        key: "powerSort",
        label: "Rests on",
        kind: "text",
        about: "law, terms that were accepted, or none stated",
      },
      { key: "power", label: "Power", kind: "text", about: "The power it cites" },
      { key: "givenOn", label: "Given", kind: "date", about: "The day it was given" },
      { key: "fromOn", label: "From", kind: "date", about: "The first day" },
      { key: "untilOn", label: "Until", kind: "date", about: "The last day; empty: it names none" },
      { key: "state", label: "State", kind: "text", about: "to-come, in-force, lapsed or withdrawn" },
      { key: "challenges", label: "Challenges", kind: "number", about: "How many are recorded here" },
      {
        key: "unanswered",
        label: "Not answered",
        kind: "number",
        about: "How many of them have no answer here",
      },
      { key: "source", label: "Source", kind: "text", about: "Where the fact is known from" },
      { key: "seen", label: "Seen", kind: "date", about: "The day it was seen there" },
      { key: "basis", label: "Basis", kind: "text", about: "On what it rests" },
    ],
    rows: async ({ db, at }) =>
      (await listInstructions(db, { illustrative: true })).flatMap((one) => {
        const standing = standingOn(one, at);
        return one.concerned.map((concerned) => ({
          instruction: one.slug,
          title: one.title,
          kind: one.kind,
          giver: one.giver,
          part: concerned.part,
          concerned: `${concerned.kind}s/${concerned.slug}`,
          powerSort: one.powerSort,
          power: one.power,
          givenOn: one.givenOn,
          fromOn: one.fromOn,
          untilOn: standing.until,
          state: standing.state,
          challenges: standing.challenges,
          unanswered: standing.unanswered,
          source: one.source,
          seen: one.seen,
          basis: one.basis,
        }));
      }),
  },
];
