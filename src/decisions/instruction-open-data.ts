import {
  dateColumn,
  numberColumn,
  openDataTable,
  textColumn,
  type Asking,
  type OpenDataTable,
} from "../kernel/index.ts";
import { standingOn } from "./instruction.ts";
import { listInstructions } from "./store-instructions.ts";

/** Instructions that anyone may download whole, as they stand on the day of the download. */
export const instructionOpenData: readonly OpenDataTable[] = [
  openDataTable(
    async ({ db, at }: Asking) =>
      (await listInstructions(db, { illustrative: true })).flatMap((one) =>
        one.concerned.map((to) => ({ ...one, to, standing: standingOn(one, at) })),
      ),
    {
      name: "decisions.instructions",
      title: "Instructions from above",
      about:
        "Every instruction that is held here, one line for each body or area it concerns; made-up ones are marked.",
      columns: [
        textColumn("instruction", "Instruction", "The last part of its address", ({ slug }) => slug),
        textColumn("title", "Title", "Title", ({ title }) => title),
        textColumn("kind", "Kind", "direction, mandate, letter and so on", ({ kind }) => kind),
        textColumn("giver", "From", "Who gave it", ({ giver }) => giver),
        textColumn("part", "Part", "addressed, or touched besides", ({ to }) => to.part),
        textColumn(
          "concerned",
          "To",
          "Folder and last part of the body's or area's address",
          ({ to }) => `${to.kind}s/${to.slug}`,
        ),
        textColumn(
          "powerSort",
          "Rests on",
          "law, terms that were accepted, or none stated",
          ({ powerSort }) => powerSort,
        ),
        textColumn("power", "Power", "The power it cites", ({ power }) => power),
        dateColumn("givenOn", "Given", "The day it was given", ({ givenOn }) => givenOn),
        dateColumn("fromOn", "From", "The first day", ({ fromOn }) => fromOn),
        dateColumn(
          "untilOn",
          "Until",
          "The last day; empty: it names none",
          ({ standing }) => standing.until,
        ),
        textColumn(
          "state",
          "State",
          "to-come, in-force, lapsed or withdrawn",
          ({ standing }) => standing.state,
        ),
        numberColumn(
          "challenges",
          "Challenges",
          "How many are recorded here",
          ({ standing }) => standing.challenges,
        ),
        numberColumn(
          "unanswered",
          "Not answered",
          "How many of them have no answer here",
          ({ standing }) => standing.unanswered,
        ),
      ],
    },
  ),
];
