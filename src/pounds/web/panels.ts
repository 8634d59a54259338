import { formatCivilDate } from "@concordat/calendar";
import { formatMoney } from "@concordat/ledger";
import {
  anyOfKind,
  countOf,
  type Asking,
  type Panel,
  type PanelModel,
  type Sentence,
  type Span,
  type SubjectRef,
  type TableModel,
} from "../../kernel/index.ts";
import { listOrganisationsById, type Organisation } from "../../place/index.ts";
import { fundHref, fundRef, totalOf, type FundFile } from "../fund.ts";
import { findFund, listFunds } from "../store-funds.ts";
import { flowPicture } from "./flow.ts";
import { shareSentence, whoPaysSentences } from "./share-words.ts";
import { amountText, checkOf, labelled, markWords, sourcesOf, viewOf, withAt } from "./view.ts";

/** The fund that answers the question of the first page: the one with a year of books to follow. */
const exampleFund = "lewisham-better-care-2025-26";

/** *Who pays if the pool overspends?* on the first page: the Lewisham fund, what is real and what is made up told apart. */
export const whoPaysPanel: Panel = {
  name: "pounds.who-pays",
  on: "home",
  order: 4,
  load: whoPays,
};

async function whoPays(asking: Asking): Promise<PanelModel | undefined> {
  const file = await findFund(asking.db, exampleFund);
  if (!file || (file.fund.beginsOn !== undefined && file.fund.beginsOn > asking.at)) return undefined;
  const view = await viewOf(asking.db, file, { on: asking.at });
  const total = file.fund.total === undefined ? "" : formatMoney(file.fund.total);
  const picture = flowPicture(view);
  return {
    heading: "Who pays if the pool overspends?",
    answer: [
      "Lewisham pooled ",
      { strong: total },
      ` for ${file.fund.year}; how it shares an overspend is not known here. In our made-up year of its books (Illustrative) `,
      { text: answerPart(view), href: withAt(fundHref(file.fund.slug), asking) },
      ".",
    ],
    ...(picture && { picture }),
    sources: sourcesOf(view),
    href: withAt("/money", asking),
    check: checkOf(file.fund.id),
    subjects: [fundRef(file.fund.id)],
    json: {
      fund: file.fund.slug,
      total: file.fund.total === undefined ? null : String(file.fund.total),
      whoPays: whoPaysSentences(view),
      share: view.share ? shareSentenceText(view) : null,
    },
  };
}

function answerPart(view: Awaited<ReturnType<typeof viewOf>>): string {
  const { share } = view;
  if (!share) return "nothing is shared yet";
  const pays = share.partners
    .filter(({ pays: asked }) => asked.high > 0n)
    .map(({ name, pays: asked }) => `${name} pays ${formatMoney(asked.high)}`);
  const pot = share.places
    .filter(({ kind, from }) => kind === "pot" && from.high > 0n)
    .map(({ name, from }) => `${name} ${formatMoney(from.high)}`);
  const all = [...pot, ...pays];
  return all.length === 0 ? "nobody has to pay" : all.join(", ");
}

function shareSentenceText(view: Awaited<ReturnType<typeof viewOf>>): string {
  const sentence = shareSentence(view.share!, view);
  return typeof sentence === "string"
    ? sentence
    : sentence
        .map((span) => (typeof span === "string" ? span : "strong" in span ? span.strong : span.text))
        .join("");
}

/** Pooled funds on the page of an area, and of each body that is party to one. */
export const fundPanels: readonly Panel[] = (["area", "organisation"] as const).map((on) => ({
  name: `pounds.funds-${on}`,
  on,
  order: 220,
  load: async (asking, subject) => (subject ? await panelOf(asking, on, subject) : undefined),
}));

async function panelOf(
  asking: Asking,
  on: "area" | "organisation",
  subject: SubjectRef,
): Promise<PanelModel | undefined> {
  const funds = await listFunds(
    asking.db,
    on === "area" ? { areaId: subject.id } : { organisationId: subject.id },
  );
  const held = funds.filter(({ fund }) => fund.beginsOn === undefined || fund.beginsOn <= asking.at);
  const first = held[0];
  const body = on === "organisation" ? (await listOrganisationsById(asking.db, [subject.id]))[0] : undefined;
  const ended = body && endedWords(body, asking);
  if (!first) return ended === undefined ? invitation(body, subject) : endedPanel(ended, subject);
  const said: readonly Sentence[] = [
    ...(ended === undefined ? [] : [ended]),
    ...(body?.keptHere ? [howToBegin(body)] : []),
  ];
  const whole = totalOf(first);
  const total =
    whole === undefined
      ? "its total is not known here"
      : `${formatMoney(whole)}, ${markWords(first.fund.totalMark)}`;
  return {
    heading: "Pooled money",
    answer: [
      `We hold ${countOf(held.length, "pooled fund")}. `,
      { text: `${first.fund.name} ${first.fund.year}`, href: withAt(fundHref(first.fund.slug), asking) },
      `: ${total}.`,
    ],
    table: tableOf(held, asking),
    ...(said.length > 0 && { sections: [{ kind: "words" as const, paragraphs: said }] }),
    sources: [{ text: first.fund.source, seen: first.fund.seen, basis: first.fund.basis }],
    href: withAt(fundHref(first.fund.slug), asking),
    subjects: [anyOfKind("pounds", "fund")],
    json: {
      items: held.map(({ fund, funding }) => ({
        slug: fund.slug,
        year: fund.year,
        total: totalOf({ fund, funding })?.toString() ?? null,
      })),
    },
  };
}

/** Of an NHS commissioner that has ended: what is not known of the agreements it was party to. */
function endedWords(body: Organisation, { at }: Pick<Asking, "at">): string | undefined {
  if (body.kind !== "icb" || body.endsOn === undefined || body.endsOn > at) return undefined;
  return `${body.name} ended on ${formatCivilDate(body.endsOn)}. Whether agreements on pooled money with the councils of its area ran then, and who took its part in them, is not known here unless a source says.`;
}

function endedPanel(words: string, subject: SubjectRef): PanelModel {
  return {
    heading: "Pooled money",
    answer: words,
    href: "/money",
    subjects: [subject, anyOfKind("pounds", "fund")],
    json: { items: [] },
  };
}

function howToBegin({ slug }: Organisation): readonly Span[] {
  return [
    "Those who keep it can ",
    { text: "make an agreement", href: `/organisations/${slug}/make-agreement` },
    ".",
  ];
}

/** A body kept here that pools nothing yet: how it would begin. */
function invitation(body: Organisation | undefined, subject: SubjectRef): PanelModel | undefined {
  if (!body?.keptHere) return undefined;
  return {
    heading: "Pooled money",
    answer: [`No pooled fund of ${body.name} is held for this day. `, ...howToBegin(body)],
    href: "/money",
    subjects: [subject, anyOfKind("pounds", "fund")],
    json: { items: [] },
  };
}

function tableOf(funds: readonly FundFile[], asking: Asking): TableModel {
  return {
    name: "funds",
    caption: "Pooled funds",
    columns: [
      { key: "fund", label: "Fund", kind: "link" },
      { key: "year", label: "Year", kind: "text" },
      { key: "total", label: "Total", kind: "text" },
      { key: "partners", label: "Partners", kind: "text" },
    ],
    rows: funds.map(({ fund, funding, parties }) => ({
      fund: labelled(fund.name, withAt(fundHref(fund.slug), asking), fund.basis === "illustrative"),
      year: fund.year,
      total: amountText(totalOf({ fund, funding })),
      partners: parties.map(({ name }) => name).join("; "),
    })),
    empty: "No pooled fund is held.",
  };
}
