import { z } from "zod";
import { daysBetween } from "@concordat/calendar";
import {
  countInWords,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type Picture,
  type Sentence,
} from "../../kernel/index.ts";
import { drawBars } from "../../web/index.ts";
import { boundFrom, fundRef, type FundFile } from "../fund.ts";
import type { HeldEntry } from "../store-books.ts";
import { listFunds } from "../store-funds.ts";
import { listPlans } from "../store-proposals.ts";
import { exceptionsByQuarter, strainOf, type SigningLag, type StrainSign } from "../strain.ts";
import { actLine } from "./books-words.ts";
import { resourceOf } from "./fund-actions.ts";
import { checkOf, loadFund, sourcesOf, titleOf, trailOf, withAt, type FundView } from "./view.ts";

const stateWords = { look: "Worth a look", calm: "Calm", "not-known": "Not known here" } as const;

/** Signs of strain between the partners of a fund: each a reason to ask, with the entries that show it. */
export const strainPage = definePage({
  name: "pounds.strain",
  path: "/money/:fund/strain",
  about:
    "Signs of strain between the partners of a fund: late contributions, drifting signatures, promises taken back near the year's end, growing corrections, planned deficits, each with its evidence.",
  params: z.object({ fund: z.string().max(100) }),
  json: z.object({
    items: z.array(
      z.object({
        sign: z.string(),
        title: z.string(),
        state: z.string(),
        words: z.string(),
        entries: z.array(z.string()),
      }),
    ),
  }),
  formats: ["csv"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const view = await loadFund(asking, params.fund);
    if (!view) return undefined;
    const { file, journal } = view;
    const signs = labelledSigns(
      view,
      strainOf(file, journal, {
        on: asking.at,
        lags: await lagsOf(asking, file),
        plans: await listPlans(asking.db, file.fund.id),
      }),
    );
    const picture = exceptionPicture(view, asking);
    return {
      title: `Signs of strain: ${titleOf(view)}`,
      kicker: view.partlyMadeUp ? "Illustrative signs" : "Strain watch",
      illustrative: file.fund.basis === "illustrative",
      answer: answerOf(signs, view.partlyMadeUp),
      ...(picture && { picture }),
      table: {
        caption: "Signs",
        columns: [
          { key: "sign", label: "Sign", kind: "text" },
          { key: "state", label: "Now", kind: "text" },
          { key: "words", label: "What shows it", kind: "text" },
        ],
        rows: signs.map(({ title, state, words }) => ({ sign: title, state: stateWords[state], words })),
        empty: "No sign is worked out.",
      },
      sections: evidenceSections(view, signs, asking),
      ...(file.agreement.keptHere && {
        actions: [
          {
            text: "Enter a partner's plan",
            href: `/money/${file.fund.slug}/state-plan`,
            command: "pounds.state-plan",
            resource: resourceOf(file, () => true),
          },
        ],
      }),
      sources: sourcesOf(view),
      check: checkOf(file.fund.id),
      subjects: [fundRef(file.fund.id)],
      trail: trailOf(file),
      json: {
        items: signs.map(({ key, title, state, words, entries }) => ({
          sign: key,
          title,
          state,
          words,
          entries: [...entries],
        })),
      },
    };
  },
});

/** What made-up books of real bodies show says so in each line, on the page and in what is taken away from it. */
function labelledSigns({ partlyMadeUp }: FundView, signs: readonly StrainSign[]): readonly StrainSign[] {
  const isReal = ({ key, state }: StrainSign): boolean =>
    !partlyMadeUp || key === "signatures" || key === "plans" || state === "not-known";
  return signs.map((sign) => (isReal(sign) ? sign : { ...sign, words: `Illustrative: ${sign.words}` }));
}

function answerOf(signs: readonly StrainSign[], madeUp: boolean): Sentence {
  const look = signs.filter(({ state }) => state === "look").length;
  const unknown = signs.filter(({ state }) => state === "not-known").length;
  return [
    madeUp ? "Illustrative: " : "",
    { strong: look === 0 ? "None" : countInWords(look).replace(/^./, (letter) => letter.toUpperCase()) },
    ` of five signs ${look === 1 ? "is" : "are"} worth a look`,
    unknown === 0 ? "." : `; ${countOf(unknown, "sign is", "signs are")} not known here.`,
    " Each is a reason to ask, not a finding.",
  ];
}

/** Earlier and later years of the same place, with how late each agreement was signed or approved. */
async function lagsOf({ db }: Pick<Asking, "db">, file: FundFile): Promise<readonly SigningLag[]> {
  const funds = await listFunds(db, { areaId: file.agreement.areaId });
  return funds
    .map(({ fund, agreement, parties }): SigningLag => {
      const bound = boundFrom(agreement, parties);
      return { year: fund.year, ...(bound && fund.beginsOn && { days: daysBetween(fund.beginsOn, bound) }) };
    })
    .toSorted((a, b) => (a.year < b.year ? -1 : 1));
}

function exceptionPicture(view: FundView, { at }: Pick<Asking, "at">): Picture | undefined {
  const quarters = exceptionsByQuarter(view.file, view.journal, at);
  if (quarters.length === 0 || view.journal.entries.length === 0) return undefined;
  return drawBars(
    {
      item: "Quarter",
      measure: "Corrections, reopened periods and contested amounts",
      bars: quarters.map(({ quarter, entries, whole }) => ({
        label: whole ? quarter : `${quarter} so far`,
        figure: entries.length === 0 ? { kind: "zero" } : { kind: "value", value: entries.length },
      })),
    },
    {
      summary: `${view.partlyMadeUp ? "Illustrative: c" : "C"}orrections, reopened periods and contested amounts by quarter: ${quarters.map(({ quarter, entries }) => `${quarter} ${entries.length}`).join(", ")}.`,
      caption: "Corrections, reopened periods and contested amounts by quarter",
      decimals: 0,
    },
  );
}

function evidenceSections(
  { file, entries: held }: FundView,
  signs: readonly StrainSign[],
  asking: Pick<Asking, "at" | "atGiven">,
): NonNullable<PageModel["sections"]> {
  const shown = signs.filter(({ state, entries }) => state === "look" && entries.length > 0);
  if (shown.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "The entries behind them",
      items: shown.flatMap(({ title, entries }) =>
        entries
          .slice(0, 20)
          .map((id): Sentence => [
            `${title}: `,
            { text: lineOf(held, id), href: withAt(`/money/${file.fund.slug}/books/${id}`, asking) },
            ".",
          ]),
      ),
    },
  ];
}

/** What an entry says it was for. */
function lineOf(entries: readonly HeldEntry[], id: string): string {
  const entry = entries.find(({ act }) => act.id === id);
  return entry ? actLine(entry.act) : id;
}
