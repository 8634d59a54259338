import { formatCivilDate } from "@concordat/calendar";
import { numberOf, type Asking, type Section, type Sentence } from "../../kernel/index.ts";
import { resolveCodes } from "../../place/index.ts";
import { indicatorHref, listLatestFor } from "../../purpose/index.ts";
import { signParts } from "../sign-parts.ts";
import { listReviews } from "../store-reviews.ts";
import { withAt } from "./shared.ts";

/** The regulator's words for its four ratings; a list gives them as numbers. */
const ratings = ["Inadequate", "Requires improvement", "Good", "Outstanding"];
const questions: Readonly<Record<string, string>> = {
  "cqc.overall": "overall",
  "cqc.safe": "safe",
  "cqc.well-led": "well led",
};

/**
 * What else is held of the body that a sign is about: ratings of the Care Quality Commission and reports of Healthwatch.
 *
 * Beside the sign, not joined with it: neither explains the other, and each has its own date.
 */
export async function besideSign(asking: Asking, signId: string): Promise<readonly Section[]> {
  const parts = signParts(signId);
  const meaning = parts && (await resolveCodes(asking.db, [parts.code])).get(parts.code);
  const organisationId = meaning?.organisationId;
  if (organisationId === undefined) return [];
  const held = await listLatestFor(asking.db, {
    of: { organisationId },
    indicators: Object.keys(questions),
    at: asking.at,
  });
  const rated = held.flatMap((one): Sentence[] => {
    const words = ratings[(numberOf(one.figure) ?? 0) - 1];
    const question = questions[one.indicator];
    if (words === undefined || question === undefined) return [];
    return [
      [
        "Care Quality Commission, ",
        { text: question, href: withAt(indicatorHref(one.indicator), asking) },
        ": ",
        { strong: words },
        `, as listed on ${formatCivilDate(one.span.end)}.`,
      ],
    ];
  });
  const reports = (await listReviews(asking.db, { bodyId: organisationId })).flatMap(
    ({ review, contributions }): Sentence[] =>
      contributions
        .filter(
          ({ kind, who, saidOn }) =>
            kind === "evidence" &&
            who.startsWith("Healthwatch") &&
            saidOn <= asking.at &&
            review.bodyId === organisationId,
        )
        .map(({ who, words, saidOn, sourceUrl }) => [
          { strong: `${who}, ${formatCivilDate(saidOn)}: ` },
          words,
          ...(sourceUrl ? [" ", { text: "Read it", href: sourceUrl }, "."] : []),
        ]),
  );
  const items = [...rated, ...reports];
  if (items.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "What others say of this body",
      intro:
        "Beside the sign, not part of it: none of these explains the figures, and the figures explain none of these. The list of ratings gives no day of inspection, so a rating may be years old.",
      items,
    },
  ];
}
