import { parseCivilDate, type CivilDate } from "@concordat/calendar";
import { Invalid, type Enquiry } from "../kernel/index.ts";
import { answerWho, whoQuery } from "./power-endpoint.ts";

/** What this module answers on the command line. */
export const placeEnquiries: readonly Enquiry[] = [
  {
    words: ["powers", "who"],
    usage: "--function F --area A [--amount N] [--at YYYY-MM-DD] [--json]",
    about:
      "Says who may lawfully decide: concordat powers who --function primary-medical --area lewisham --amount 250000 --at 2026-11-22 --json",
    reads: "public",
    answer: async ({ db, today, options }, out) => {
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
      out.result(json === true ? JSON.stringify(answer, undefined, 2) : answer.sentence);
      return 0;
    },
  },
];

function dayOf(at: unknown, today: CivilDate): CivilDate {
  if (at === undefined) return today;
  const day = parseCivilDate(typeof at === "string" ? at : "");
  if (day.ok) return day.value;
  throw new Invalid([{ code: "at.not-a-date", field: "at", message: day.problem }]);
}
