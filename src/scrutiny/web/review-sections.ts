import { formatCivilDate } from "@concordat/calendar";
import type { Asking, Section, Sentence } from "../../kernel/index.ts";
import { checkDueOn, dutyOn, requestDutyOf, type ReplyLaw } from "../clock.ts";
import { resourceOfAnswer } from "../commands/lines.ts";
import {
  answeredFrom,
  checkMonths,
  findings,
  requestKinds,
  requestOutcomes,
  reviewHref,
  type ContributionKind,
  type Request,
} from "../review.ts";
import { idsKept, withAt } from "./shared.ts";
import type { ReviewView } from "./review-view.ts";

/** Whether what was accepted happened, and when the next check is due. */
export function checkSections({ recommendations }: ReviewView): readonly Section[] {
  const items = recommendations.flatMap((view): Sentence[] => {
    const made = view.one.checks.map((check): Sentence => [
      { strong: `Recommendation ${view.one.number}, after ${check.months} months: ` },
      `${findings[check.found]}. ${check.words}`,
    ]);
    const next = checkMonths.find((months) => !view.one.checks.some((check) => check.months === months));
    const due = next && checkDueOn(view.one, next);
    return due === undefined
      ? made
      : [
          ...made,
          `Recommendation ${view.one.number}: the check after ${next} months is due from ${formatCivilDate(due)}.`,
        ];
  });
  if (items.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Did it happen?",
      intro: "Six and twelve months after a reply the committee looks whether what was accepted happened.",
      items,
    },
  ];
}

/** How the review ended. */
export function endingOf({ file: { review } }: ReviewView): readonly Section[] {
  return review.ending
    ? [{ kind: "words", heading: "How it ended", paragraphs: review.ending.split(/\n+/u) }]
    : [];
}

/** What was asked on what basis, and what was answered. */
export function requestSections({ file, bodies }: ReviewView, law: ReplyLaw): readonly Section[] {
  if (file.requests.length === 0) return [];
  return [
    {
      kind: "facts",
      heading: "What was asked, and what was answered",
      facts: file.requests.flatMap((one) => [
        {
          label: `Request ${one.number}: ${requestKinds[one.kind].toLowerCase()}`,
          value: `Asked of ${bodies.get(one.bodyId)?.name ?? "a body not shown here"} on ${formatCivilDate(one.askedOn)}${one.wantedBy ? `, wanted by ${formatCivilDate(one.wantedBy)}` : ""}. ${one.words} ${basisWords(one, bodies.get(one.bodyId), law)}`,
        },
        { label: `Answer to request ${one.number}`, value: answerWords(one) },
      ]),
    },
  ];
}

function basisWords(
  one: Request,
  body: Parameters<typeof requestDutyOf>[0] | undefined,
  law: ReplyLaw,
): string {
  const duty = body && dutyOn(law, requestDutyOf(body, one.kind), one.askedOn);
  if (!duty) return "No duty to answer that binds this body is held here.";
  const { instrument, at } = duty.provision;
  return `Basis: ${instrument}, ${at}${duty.mark === "confirmed" ? "" : " (to be checked)"}; the law sets no number of days.`;
}

function answerWords({ answered, kind }: Request): string {
  if (!answered) return "No answer is recorded here yet.";
  return `${requestOutcomes[kind][answered.outcome]}, ${formatCivilDate(answered.on)}, ${answeredFrom[answered.from]}. ${answered.words}`;
}

/** Whoever keeps the body that was asked finds here the way to answer; nobody else is shown it. */
export async function replyLinks({ db, viewer }: Asking, { file }: ReviewView): Promise<readonly Section[]> {
  const keeps = idsKept(viewer);
  if (keeps.length === 0) return [];
  const base = reviewHref(file.review.slug);
  const open = [
    ...file.requests
      .filter(({ answered }) => !answered)
      .map(({ number, bodyId }) => ({
        bodyId,
        text: `Answer request ${number}`,
        href: `${base}/requests/${number}/answer`,
      })),
    ...file.recommendations
      .filter(({ replied }) => !replied)
      .map(({ number, bodyId }) => ({
        bodyId,
        text: `Reply to recommendation ${number}`,
        href: `${base}/recommendations/${number}/reply`,
      })),
  ];
  const items: Sentence[] = [];
  for (const { bodyId, text, href } of open) {
    const resource = await resourceOfAnswer(db, file, bodyId);
    if (resource?.keepers.some((id) => keeps.includes(id))) items.push([{ text, href }]);
  }
  return items.length === 0 ? [] : [{ kind: "list", heading: "Waiting for you", items }];
}

/** Evidence, co-opted members, minority views, and apart from them the voice of the wards. */
export function contributionSections({ file }: ReviewView): readonly Section[] {
  return (["evidence", "co-optee", "minority-view", "ward-statement"] as const).flatMap((kind): Section[] => {
    const said = file.contributions.filter((one) => one.kind === kind);
    if (said.length === 0) return [];
    return [
      {
        kind: "list",
        heading: headings[kind],
        ...(kind === "ward-statement" && {
          intro:
            "The voice of the wards, shown apart from evidence. Nobody here weighs it against the evidence or counts it as part of it.",
        }),
        items: said.map((one): Sentence => [
          { strong: `${one.who}, ${formatCivilDate(one.saidOn)}: ` },
          one.words,
          ...(one.sourceUrl ? [" ", { text: "Read it", href: one.sourceUrl }, "."] : []),
        ]),
      },
    ];
  });
}

const headings: Readonly<Record<ContributionKind, string>> = {
  evidence: "Evidence",
  "co-optee": "Co-opted members",
  "minority-view": "Minority views",
  "ward-statement": "Statements of ward members",
};

/** Whose review it is, and about what. */
export function factsOf({ file: { review }, board, bodies }: ReviewView, asking: Asking): Section {
  const body = review.bodyId === undefined ? undefined : bodies.get(review.bodyId);
  return {
    kind: "facts",
    heading: "About this review",
    facts: [
      {
        label: "Committee",
        value: board
          ? [{ text: board.name, href: withAt(`/boards/${board.slug}`, asking) }]
          : "Not shown here",
      },
      ...(body
        ? [
            {
              label: "Body concerned",
              value: [{ text: body.name, href: withAt(`/organisations/${body.slug}`, asking) }],
            },
          ]
        : []),
      ...(review.sign
        ? [
            {
              label: "Sign taken up",
              value: [{ text: "The sign and its figures", href: `/signs/${review.sign}` }],
            },
          ]
        : []),
      ...(review.indicator
        ? [
            {
              label: "Shows how a sign is taken up",
              value: [
                "Illustrative: made up, on signs of ",
                { text: "this indicator", href: withAt(`/outcomes/${review.indicator}`, asking) },
                ". Nothing here was said or asked of a real body.",
              ],
            },
          ]
        : []),
    ],
  };
}
