import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { type Asking, type Section, type Sentence, type TableModel } from "../../kernel/index.ts";
import { gapWords, type BalanceLine } from "../balance-agreement.ts";
import { exitSteps, noticeOf } from "../exit.ts";
import { partyName, type FundFile } from "../fund.ts";
import { limitWords, proposalKinds, ruleWords, waitsForWords, type Proposal } from "../proposal.ts";
import { limitsOn } from "../virement.ts";
import { rulesOn } from "../year-end.ts";
import { moneyColumn, poundsOf, type FundView } from "./view.ts";

/** What is proposed and waits, and what was declined and why. */
export function proposalSections({ proposals, file }: FundView): readonly Section[] {
  const open = proposals.filter(({ state }) => state === "open");
  const declined = proposals.filter(({ state }) => state === "declined").slice(-5);
  return [
    ...(open.length > 0
      ? [
          {
            kind: "list" as const,
            heading: "Waiting for an answer",
            intro: "Whoever proposed something may not answer it.",
            items: open.map((one): Sentence => [
              `${proposalKinds[one.body.kind]}: ${one.words}. ${answeredWords(one, file)}${waitsForWords(one, file.parties)} `,
              { text: "Answer", href: `/money/proposals/${one.id}/answer` },
            ]),
          },
        ]
      : []),
    ...(declined.length > 0
      ? [
          {
            kind: "list" as const,
            heading: "Declined",
            items: declined.map(
              (one) => `${proposalKinds[one.body.kind]}: ${one.words}. ${answeredWords(one, file)}`,
            ),
          },
        ]
      : []),
  ];
}

function answeredWords({ consents }: Proposal, { parties }: FundFile): string {
  return consents
    .map(
      ({ party, agrees, on, reason }) =>
        `${partyName(parties, party)} ${agrees ? "agreed" : "declined"} on ${formatCivilDate(on)}${reason === undefined ? "" : `: ${reason}`}. `,
    )
    .join("");
}

/** Who approves a transfer, and those that were made. */
export function transferSection(
  { proposals, file }: FundView,
  { at }: Pick<Asking, "at">,
): readonly Section[] {
  if (file.schemes.length === 0) return [];
  const made = proposals.filter(
    ({ body, state, on }) => body.kind === "virement" && state === "agreed" && on <= at,
  );
  const schemeName = (key: string): string => file.schemes.find((one) => one.key === key)?.name ?? key;
  const table: TableModel = {
    name: "transfers",
    caption: "Transfers between schemes",
    columns: [
      { key: "on", label: "From", kind: "date" },
      { key: "from", label: "From scheme", kind: "text" },
      { key: "to", label: "To scheme", kind: "text" },
      moneyColumn("amount", "Amount"),
      { key: "approved", label: "Approved", kind: "text" },
    ],
    rows: made.flatMap(({ body, on, consents, resolution }) =>
      body.kind === "virement"
        ? [
            {
              on,
              from: schemeName(body.from),
              to: schemeName(body.to),
              amount: poundsOf(body.amount),
              approved: [
                ...consents.map(({ capacity }) => capacity),
                ...(resolution === undefined ? [] : [resolution]),
              ].join("; "),
            },
          ]
        : [],
    ),
    empty: "No budget was moved between schemes.",
  };
  return [
    {
      kind: "table",
      heading: "Transfers between schemes",
      intro: limitWords(limitsOn(proposals, at)).join(" "),
      table,
    },
  ];
}

/** What becomes of each partner's part of an underspend. */
export function ruleSection({ proposals, file }: FundView, on: CivilDate): readonly Section[] {
  if (file.parties.length === 0) return [];
  const rules = rulesOn(proposals, on);
  const shared = proposals.find(({ body, state }) => body.kind === "year-end" && state === "agreed");
  const items = file.parties.map(({ key, name }) => {
    const rule = rules.get(key);
    return rule ? `${ruleWords(rule, file.parties)}.` : `${name}: not agreed here yet.`;
  });
  return [
    {
      kind: "list",
      heading: "When the year ends",
      intro: shared
        ? `The year was shared${shared.decidedOn === undefined ? "" : ` on ${formatCivilDate(shared.decidedOn)}`}: ${shared.words}.`
        : "What becomes of each partner's part of an underspend. An overspend is paid as the risk share says.",
      items,
    },
  ];
}

/** The balance with each partner by the fund's books and by its own. */
export function balanceSection(
  { parties, agreement }: FundFile,
  lines: readonly BalanceLine[],
): readonly Section[] {
  if (!agreement.keptHere && lines.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Do the partners' books agree?",
      intro:
        "What each partner's own books say it owes the fund, beside the fund's books of the same day. With a minus the fund owes the partner.",
      table: {
        name: "balances",
        caption: "Balances with each partner",
        columns: [
          { key: "on", label: "At the end of", kind: "date" },
          { key: "party", label: "Partner", kind: "text" },
          moneyColumn("books", "By the fund's books"),
          moneyColumn("stated", "By its own books"),
          moneyColumn("gap", "Gap"),
          { key: "words", label: "What that says", kind: "text" },
        ],
        rows: lines.map((line) => ({
          on: line.on,
          party: partyName(parties, line.party),
          books: poundsOf(line.books),
          stated: poundsOf(line.stated),
          gap: poundsOf(line.gap),
          words: `${gapWords(line, parties)}${line.note === undefined ? "" : `. ${line.note}`}`,
        })),
        empty: "No partner has stated its balance yet.",
      },
    },
  ];
}

/** What is left to do once a partner has given notice. */
export function exitSections({ file, journal, proposals }: FundView, on: CivilDate): readonly Section[] {
  const notice = noticeOf(proposals);
  if (!notice) return [];
  const ended = proposals.find(({ body, state }) => body.kind === "unwinding" && state === "agreed");
  const steps = exitSteps(file, journal, { proposals, on });
  return [
    {
      kind: "list",
      heading: "Ending the agreement",
      intro: ended
        ? `The fund was wound up: ${ended.words}.`
        : `${notice.words}. What the fund holds is divided once each of these is done.`,
      items: steps.map(({ what, done }) => `${done ? "Done" : "To do"}: ${what}.`),
    },
  ];
}
