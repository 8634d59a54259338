import { parseCivilDate, type CivilDate } from "@concordat/calendar";
import { Invalid, type Db } from "../kernel/index.ts";
import { answerWho, whoQuery } from "./power-endpoint.ts";

/** A question of the command line; the composition root opens the data and prints. */
export interface ReadCommand {
  readonly words: readonly string[];
  readonly usage: string;
  readonly about: string;
  read(
    asked: {
      readonly db: Db;
      readonly today: CivilDate;
      readonly options: Readonly<Record<string, unknown>>;
    },
    tell: (line: string) => void,
  ): Promise<void>;
}

/** What this module answers on the command line. */
export const placeReads: readonly ReadCommand[] = [
  {
    words: ["powers", "who"],
    usage: "--function F --area A [--amount N] [--at YYYY-MM-DD] [--json]",
    about:
      "Says who may lawfully decide: concordat powers who --function primary-medical --area lewisham --amount 250000 --at 2026-11-22 --json",
    read: async ({ db, today, options }, tell) => {
      const { json, at, ...given } = options;
      const parsed = whoQuery.safeParse(given);
      if (!parsed.success)
        throw new Invalid(
          parsed.error.issues.map((issue) => ({
            code: "place.who",
            field: issue.path.join("."),
            message: issue.message,
          })),
        );
      const answer = await answerWho({ db, at: dayOf(at, today) }, parsed.data);
      tell(json === true ? JSON.stringify(answer, undefined, 2) : answer.sentence);
    },
  },
];

function dayOf(at: unknown, today: CivilDate): CivilDate {
  if (at === undefined) return today;
  const day = parseCivilDate(typeof at === "string" ? at : "");
  if (day.ok) return day.value;
  throw new Invalid([{ code: "at.not-a-date", field: "at", message: day.problem }]);
}
