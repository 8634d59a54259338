import { describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import {
  emptyJournal,
  pence,
  record,
  whoPays,
  type Account,
  type Act,
  type Journal,
} from "@concordat/ledger";
import { shippedRows } from "../../test/access/shipped-rows.ts";
import { actFromJson, journalOf, textFromAct } from "./act-json.ts";
import type { FundFile, Scheme, Version } from "./fund.ts";
import { checklist, requirements } from "./requirement.ts";
import { shareOf, treeOf } from "./risk-share.ts";
import { standingOf } from "./standing.ts";

const fund = "northshire";
const spending: Account = { kind: "spending", fund, scheme: "beds" };
const cash: Account = { kind: "cash", fund };
const rules = (split: string): Version => ({
  agreementId: "a",
  number: 1,
  fromOn: civilDate("2025-04-01"),
  why: "agreed",
  illustrative: true,
  source: "ours",
  seen: civilDate("2026-11-21"),
  riskShare: `agreement: Northshire\nyear: 2025-26\nsource: ours\nillustrative: yes\npartners:\n  council: { name: Northshire Council }\n  icb: { name: NHS Northshire ICB }\nrules:\n  - for: everything\n    take: each scheme\n    overspend:\n      - partners: ${split}\n    underspend:\n      - return: ${split}\n`,
});
const scheme: Scheme = {
  key: "beds",
  name: "Beds",
  lead: "icb",
  budget: pence(100_000n),
  profile: "even",
  illustrative: true,
};
const file = {
  fund: { beginsOn: civilDate("2025-04-01"), endsOn: civilDate("2026-04-01") },
  parties: [],
  funding: [],
  schemes: [scheme],
} as unknown as FundFile;

const acts: readonly Act[] = [
  {
    kind: "transaction",
    id: "t-1",
    on: civilDate("2025-06-01"),
    text: "beds",
    postings: [
      { account: spending, amount: pence(110_001n) },
      { account: cash, amount: pence(-110_001n) },
    ],
  },
  {
    kind: "dispute",
    id: "d-1",
    on: civilDate("2025-07-01"),
    about: "an invoice",
    debit: spending,
    credit: { kind: "payable", fund },
    positions: [
      { partner: "council", amount: pence(5_000n), reason: "ours" },
      { partner: "icb", amount: pence(1_000n), reason: "theirs" },
    ],
  },
];

function journalWith(more: readonly Act[]): Journal {
  const stamp = { at: "2026-04-01T09:00:00.000Z", by: "a test" };
  const recorded = record(
    emptyJournal,
    more.map((act) => ({ act, stamp })),
  );
  if (!recorded.ok) throw new Error(recorded.problems[0]!.message);
  return recorded.value.journal;
}

function sharesAfter(more: readonly Act[], split = "equally") {
  const standing = standingOf(file, journalWith(more), { on: civilDate("2026-03-31") });
  const tree = treeOf(rules(split));
  if (!tree.ok) throw new Error("The rules cannot be read.");
  const share = shareOf(tree.value, standing);
  if (!share.ok) throw new Error(share.problems[0]!.message);
  return {
    words: whoPays(tree.value),
    partners: share.value.partners.map(({ pays }) => [pays.low, pays.high]),
  };
}

describe("invariant 6: a contested amount", () => {
  test("makes every partner's share a range over the figures held", () => {
    expect(sharesAfter(acts).partners).toEqual([
      [5_501n, 7_501n],
      [5_500n, 7_500n],
    ]);
  });

  test("of which only one figure is given counts at that figure", () => {
    const one = acts.map((act) =>
      act.kind === "dispute"
        ? { ...act, positions: [act.positions[0]!, { partner: "icb", reason: "none yet" }] }
        : act,
    );
    expect(sharesAfter(one).partners).toEqual([
      [7_501n, 7_501n],
      [7_500n, 7_500n],
    ]);
  });

  test("is an amount once it is settled", () => {
    const settled: Act = {
      kind: "settlement",
      id: "s-1",
      dispute: "d-1",
      on: civilDate("2025-08-01"),
      amount: pence(3_000n),
      reason: "half way",
    };
    expect(sharesAfter([...acts, settled]).partners).toEqual([
      [6_501n, 6_501n],
      [6_500n, 6_500n],
    ]);
  });
});

test("invariant 8: one changed tier changes both the words and the working", () => {
  const [equal, fixed] = [
    sharesAfter(acts.slice(0, 1)),
    sharesAfter(acts.slice(0, 1), "{ council: 25, icb: 75 }"),
  ];
  expect(equal.words[0]).toContain("in equal parts");
  expect(fixed.words[0]).toContain("25%");
  expect(equal.partners).toEqual([
    [5_001n, 5_001n],
    [5_000n, 5_000n],
  ]);
  expect(fixed.partners).toEqual([
    [2_500n, 2_500n],
    [7_501n, 7_501n],
  ]);
});

test.each(["pounds/risk-shares.csv", "illustrative/pounds-risk-shares.csv"])(
  "every shipped risk share in %s can be read",
  (path) => {
    const rows = shippedRows(path);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect(treeOf({ ...rules("equally"), riskShare: row["risk_share"]! })).toMatchObject({ ok: true });
  },
);

test("an act comes back from JSON as it was, and a journal from its entries", () => {
  const journal = journalWith([
    ...acts,
    {
      kind: "closing",
      id: "c-1",
      fund,
      name: "M1",
      from: civilDate("2025-04-01"),
      to: civilDate("2025-05-01"),
    },
    { kind: "reversal", id: "r-1", reverses: "t-1", on: civilDate("2025-09-01"), reason: "twice" },
    {
      kind: "commitment",
      id: "k-1",
      on: civilDate("2025-09-02"),
      text: "beds",
      postings: acts[0]!.kind === "transaction" ? acts[0].postings : [],
    },
    { kind: "lapse", id: "l-1", commitment: "k-1", on: civilDate("2025-09-03"), reason: "not needed" },
    { kind: "reopening", id: "o-1", closing: "c-1", reason: "late" },
  ]);
  for (const { act } of journal.entries) expect(actFromJson(JSON.parse(textFromAct(act)))).toEqual(act);
  expect(journalOf(journal.entries)).toEqual(journal);
});

test("the checklist has a line for each point, with words or without", () => {
  const lines = checklist(new Map([["aims", "More people at home."]]));
  expect(lines).toHaveLength(requirements.length);
  expect(lines.filter(({ words }) => words !== undefined).map(({ key }) => key)).toEqual(["aims"]);
});

test("an ordinary month is shared as the same amounts read from a text are", () => {
  const standing = standingOf(file, journalWith([]), { on: civilDate("2026-03-31") });
  const tree = treeOf(rules("equally"));
  const scheme = standing.schemes[0]!.scheme.key;
  if (!tree.ok) throw new Error("The rules cannot be read.");
  const [plain, read] = [
    shareOf(tree.value, standing),
    shareOf(tree.value, standing, { scheme, more: pence(0n) }),
  ];
  expect(plain.ok).toBe(true);
  expect(plain).toEqual(read);
});
