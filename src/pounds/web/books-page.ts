import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import { accountOf, disprove, formatMoney, journalHledger, plainMoney, type Entry } from "@concordat/ledger";
import {
  countOf,
  definePage,
  type Endpoint,
  type PageAction,
  type PolicyResource,
  type PageModel,
  type Row,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import { fundRef, partyName } from "../fund.ts";
import type { HeldEntry } from "../store-books.ts";
import { accountWords, actKindWords, actLine } from "./books-words.ts";
import { resourceOf } from "./fund-actions.ts";
import {
  checkOf,
  labelled,
  loadFund,
  moneyColumn,
  poundsOf,
  sourcesOf,
  titleOf,
  trailOf,
  withoutLabel,
  type FundView,
} from "./view.ts";

const params = z.object({ fund: z.string().max(100) });

const entryShape = z.object({
  sequence: z.number(),
  id: z.string(),
  kind: z.string(),
  on: z.iso.date().nullable(),
  text: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  illustrative: z.boolean(),
  movements: z.array(
    z.object({
      account: z.string(),
      on: z.iso.date(),
      layer: z.enum(["posted", "pending"]),
      amount: z.string(),
    }),
  ),
});

/** The books of a fund: every entry in the order of recording, with its movements. */
export const booksPage = definePage({
  name: "pounds.books",
  path: "/money/:fund/books",
  about:
    "Every entry of a fund's books in the order in which it was recorded; as CSV one row for each movement.",
  params,
  json: z.object({ items: z.array(entryShape), balanced: z.boolean() }),
  formats: ["csv"],
  async load(asking, { params: { fund } }): Promise<PageModel | undefined> {
    const view = await loadFund(asking, fund);
    if (!view) return undefined;
    const wrong = disprove(view.journal);
    return {
      title: `Books: ${titleOf(view)}`,
      kicker: view.partlyMadeUp ? "Illustrative books" : "Books",
      illustrative: view.file.fund.basis === "illustrative",
      answer: answerOf(view, wrong),
      table: movementTable(view),
      sources: sourcesOf(view),
      check: checkOf(view.file.fund.id),
      subjects: [fundRef(view.file.fund.id)],
      trail: trailOf(view.file),
      json: { items: view.entries.map(entryJson), balanced: wrong.length === 0 },
    };
  },
});

function answerOf({ entries, partlyMadeUp }: FundView, wrong: readonly string[]): Sentence {
  if (entries.length === 0) return "Nothing is entered in these books.";
  const made = entries.every(({ illustrative }) => illustrative) ? "made-up " : "";
  if (wrong.length > 0) return ["These books do not add up: ", { strong: wrong[0]! }];
  return [
    { strong: countOf(entries.length, `${made}entry`, `${made}entries`) },
    ", none ever changed. The books sum to nothing on every day: the balance check holds.",
    partlyMadeUp
      ? " The fund and its partners are real; these books are made up to show how a year works."
      : "",
  ];
}

function movementTable({ entries, file }: FundView): NonNullable<PageModel["table"]> {
  return {
    caption: "Entries and their movements",
    columns: [
      { key: "number", label: "No", kind: "number", decimals: 0, sortable: true },
      { key: "on", label: "Dated", kind: "date", sortable: true },
      { key: "kind", label: "Kind", kind: "text", filter: "choice" },
      { key: "text", label: "What", kind: "link", filter: "words" },
      { key: "account", label: "Account", kind: "text", filter: "words" },
      moneyColumn("debit", "Debit"),
      moneyColumn("credit", "Credit"),
      { key: "id", label: "Id", kind: "text", machineOnly: true },
      { key: "accountId", label: "Ledger account", kind: "text", machineOnly: true },
      { key: "layer", label: "Layer", kind: "text", machineOnly: true },
      { key: "recordedAt", label: "Recorded at", kind: "text", machineOnly: true },
      { key: "recordedBy", label: "Recorded by", kind: "text", machineOnly: true },
    ],
    rows: entries.toReversed().flatMap((entry) => rowsOf(entry, file)),
    rowsPerPage: 60,
    empty:
      "Nothing is entered in these books. When an agreement is kept here, every contribution and cost is a line of them.",
  };
}

function rowsOf(entry: HeldEntry, file: FundView["file"]): readonly Row[] {
  const { act, sequence, stamp, movements } = entry;
  const common = {
    number: sequence,
    kind: actKindWords[act.kind],
    text: labelled(actLine(act), `/money/${file.fund.slug}/books/${act.id}`, entry.illustrative),
    id: act.id,
    recordedAt: stamp.at,
    recordedBy: stamp.by,
  };
  if (movements.length === 0)
    return [
      {
        ...common,
        on: "on" in act ? act.on : undefined,
        account: "",
        debit: { kind: "not-applicable" },
        credit: { kind: "not-applicable" },
        accountId: "",
        layer: "",
      },
    ];
  return movements.map(({ account, on, layer, amount }) => ({
    ...common,
    on,
    account: accountWords(accountOf(account), file) + (layer === "pending" ? " (promised)" : ""),
    debit: amount > 0n ? poundsOf(amount) : { kind: "not-applicable" },
    credit: amount < 0n ? poundsOf(0n - amount) : { kind: "not-applicable" },
    accountId: account,
    layer,
  }));
}

function entryJson({
  sequence,
  act,
  stamp,
  movements,
  illustrative,
}: HeldEntry): z.output<typeof entryShape> {
  return {
    sequence,
    id: act.id,
    kind: act.kind,
    on: "on" in act ? act.on : null,
    text: actLine(act),
    recordedAt: stamp.at,
    recordedBy: stamp.by,
    illustrative,
    movements: movements.map(({ account, on, layer, amount }) => ({
      account,
      on,
      layer,
      amount: plainMoney(amount),
    })),
  };
}

/** One entry of a fund's books: who recorded what, its movements, and what is about it. */
export const entryPage = definePage({
  name: "pounds.entry",
  path: "/money/:fund/books/:entry",
  about: "One entry of a fund's books with its movements, and the entries that name it.",
  params: params.extend({ entry: z.string().max(120) }),
  json: entryShape,
  async load(asking, { params: asked }): Promise<PageModel | undefined> {
    const view = await loadFund(asking, asked.fund);
    const entry = view?.entries.find(({ act }) => act.id === asked.entry);
    if (!view || !entry) return undefined;
    const { file } = view;
    return {
      title: withoutLabel(actLine(entry.act)),
      kicker: `${entry.illustrative ? "Illustrative. " : ""}${actKindWords[entry.act.kind]}`,
      illustrative: file.fund.basis === "illustrative",
      answer: `${entry.illustrative ? "Illustrative. " : ""}This is entry ${entry.sequence}. It was recorded on ${formatCivilDate(entry.stamp.at.slice(0, 10) as typeof asking.at)} by ${entry.stamp.by}${"on" in entry.act ? `, dated ${formatCivilDate(entry.act.on)}` : ""}.`,
      ...(entry.movements.length > 0 && {
        table: { ...movementTable({ ...view, entries: [entry] }), caption: "Its movements" },
      }),
      sections: [...positionsOf(entry, view), ...linked(entry, view)],
      actions: entryActions(entry, view),
      sources: sourcesOf(view),
      check: checkOf(file.fund.id),
      subjects: [fundRef(file.fund.id)],
      trail: [...trailOf(file), { text: "Books", href: `/money/${file.fund.slug}/books` }],
      json: entryJson(entry),
    };
  },
});

/** What can be done about one entry where the books are kept here. */
function entryActions({ act }: Entry, { file, journal }: FundView): readonly PageAction[] {
  if (!file.agreement.keptHere || journal.endings.has(act.id)) return [];
  const to = (text: string, path: string, command: string, resource: PolicyResource): PageAction => ({
    text,
    href: `/money/${file.fund.slug}/books/${act.id}/${path}`,
    command,
    resource,
  });
  const host = resourceOf(file, (party) => party.host);
  const all = resourceOf(file, () => true);
  if (act.kind === "transaction" || act.kind === "fulfilment")
    return [to("Reverse it", "reverse", "pounds.prepare-reversal", host)];
  if (act.kind === "closing") return [to("Reopen the period", "reopen", "pounds.reopen-period", host)];
  return act.kind === "dispute"
    ? [
        to("State your position", "state-position", "pounds.state-position", all),
        to("Settle it", "settle", "pounds.settle-amount", all),
      ]
    : [];
}

function positionsOf({ act }: Entry, { file }: FundView): readonly Section[] {
  if (act.kind !== "dispute") return [];
  return [
    {
      kind: "list",
      heading: "What each partner said",
      items: act.positions.map(
        ({ partner, amount, reason }) =>
          `${partyName(file.parties, partner)}: ${amount === undefined ? "no figure" : formatMoney(amount)}. ${reason}`,
      ),
    },
  ];
}

/** What this entry is about, and what names it: a reversal, a new position, a settlement. */
function linked({ act }: Entry, { entries, file }: FundView): readonly Section[] {
  const aims = (one: Entry["act"]): string | undefined =>
    "commitment" in one
      ? one.commitment
      : "reverses" in one
        ? one.reverses
        : "closing" in one
          ? one.closing
          : "dispute" in one
            ? one.dispute
            : undefined;
  const around = entries.filter((one) => aims(one.act) === act.id || one.act.id === aims(act));
  if (around.length === 0) return [];
  const item = ({ act: other }: Entry): Sentence => {
    const figure =
      other.kind === "position" || other.kind === "settlement"
        ? ` ${other.kind === "position" ? `${partyName(file.parties, other.partner)} says ` : ""}${formatMoney(other.amount)}.`
        : "";
    return [
      `${actKindWords[other.kind]}${"on" in other ? ` on ${formatCivilDate(other.on)}` : ""}: `,
      { text: actLine(other), href: `/money/${file.fund.slug}/books/${other.id}` },
      figure,
    ];
  };
  return [{ kind: "list", heading: "What belongs to it", items: around.map(item) }];
}

/** The books as a text that hledger reads, with each account's balance as an assertion. */
export const booksJournal: Endpoint = {
  name: "pounds.books-journal",
  method: "GET",
  path: "/money/:fund/books.journal",
  about: "A fund's books as a text that hledger reads; each account's balance is an assertion in it.",
  params,
  async answer(asking, { params: asked }) {
    const view = await loadFund(asking, asked["fund"] ?? "");
    if (!view) return undefined;
    const label =
      view.partlyMadeUp || view.file.fund.basis === "illustrative"
        ? "\nIllustrative: made up to show how a year of books works"
        : "";
    return {
      mediaType: "text/plain; charset=utf-8",
      body: journalHledger(view.journal, `${titleOf(view)}${label}`),
      fileName: `${view.file.fund.slug}.journal`,
    };
  },
};
