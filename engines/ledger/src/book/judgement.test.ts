import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import {
  accountId,
  advance,
  closedPeriods,
  disprove,
  emptyJournal,
  fingerprint,
  fundsOf,
  judge,
  parseAccountId,
  pence,
  record,
  standingAt,
  statement,
  targetOf,
} from "../index.ts";
import type { Account, Act, Dispute, Journal, Transaction } from "../index.ts";
import { sampleJournal } from "../../test/sample-journal.ts";

const on = civilDate("2025-06-30");
const cash: Account = { kind: "cash", fund: "bcf" };
const beds: Account = { kind: "spending", fund: "bcf", scheme: "beds" };
const transfer: Transaction = {
  kind: "transaction",
  id: "t-1",
  on,
  text: "beds in June",
  postings: [
    { account: beds, amount: pence(500n) },
    { account: cash, amount: pence(-500n) },
  ],
};
const dispute: Dispute = {
  kind: "dispute",
  id: "d-1",
  on,
  about: "an invoice",
  debit: beds,
  credit: { kind: "payable", fund: "bcf" },
  positions: [
    { partner: "council", amount: pence(500n), reason: "delivered" },
    { partner: "icb", amount: pence(200n), reason: "ordered half" },
  ],
};

function said(act: Act): readonly (readonly [string, string | undefined])[] {
  const judged = judge(act, { closed: [] });
  return judged.ok ? [] : judged.problems.map(({ code, field }) => [code, field]);
}

function books(...acts: readonly Act[]): Journal {
  const recorded = record(
    emptyJournal,
    acts.map((act) => ({ act, stamp: { at: "2025-07-01T09:00:00.000Z", by: "tester" } })),
  );
  if (!recorded.ok) throw new Error(recorded.problems.map(({ message }) => message).join("\n"));
  return recorded.value.journal;
}

describe("an act that cannot be recorded says why, field by field", () => {
  const posting = { account: cash, amount: pence(1n) };
  it.each([
    { title: "an id with a space", act: { ...transfer, id: "t 1" }, code: "ledger.id", field: "id" },
    { title: "no words", act: { ...transfer, text: "  " }, code: "ledger.text-missing", field: "text" },
    {
      title: "too many words",
      act: { ...transfer, text: "x".repeat(2001) },
      code: "ledger.text-long",
      field: "text",
    },
    {
      title: "one posting",
      act: { ...transfer, postings: [posting] },
      code: "ledger.postings-count",
      field: "postings",
    },
    {
      title: "too many postings",
      act: { ...transfer, postings: Array.from({ length: 1001 }, () => posting) },
      code: "ledger.postings-count",
      field: "postings",
    },
    {
      title: "an account of no kind",
      act: { ...transfer, postings: [{ ...posting, account: { ...cash, kind: "gold" as "cash" } }, posting] },
      code: "ledger.account-kind",
      field: "postings.0.account.kind",
    },
    {
      title: "a scheme with capitals",
      act: { ...transfer, postings: [posting, { ...posting, account: { ...beds, scheme: "Step-up" } }] },
      code: "ledger.account-key",
      field: "postings.1.account.scheme",
    },
    {
      title: "a regime of no kind",
      act: {
        ...transfer,
        postings: [posting, { ...posting, account: { ...beds, vat: "zero" as "no-recovery" } }],
      },
      code: "ledger.account-vat",
      field: "postings.1.account.vat",
    },
    {
      title: "an amount over £1,000bn",
      act: { ...transfer, postings: [{ ...posting, amount: pence(10n ** 14n + 1n) }, posting] },
      code: "ledger.amount-large",
      field: "postings.0.amount",
    },
    {
      title: "more credit than debit",
      act: { ...transfer, postings: [posting, { account: beds, amount: pence(-2n) }] },
      code: "ledger.unbalanced",
      field: "postings",
    },
    {
      title: "a fund's name with a space",
      act: { kind: "closing", id: "p", fund: "b c f", name: "May", from: on, to: civilDate("2025-07-01") },
      code: "ledger.fund",
      field: "fund",
    },
    {
      title: "a dispute between two funds",
      act: { ...dispute, credit: { kind: "payable", fund: "other" } },
      code: "ledger.dispute-funds",
      field: "credit",
    },
    {
      title: "a dispute on a wrong account",
      act: { ...dispute, debit: { kind: "payable", fund: "B" } },
      code: "ledger.account-key",
      field: "debit.fund",
    },
    {
      title: "one partner twice",
      act: {
        ...dispute,
        positions: [
          dispute.positions[0],
          { ...dispute.positions[0], amount: pence(1n) },
        ] as Dispute["positions"],
      },
      code: "ledger.dispute-agreed",
      field: "positions",
    },
    {
      title: "a dispute without a figure",
      act: {
        ...dispute,
        positions: [
          { partner: "a", reason: "r" },
          { partner: "b", reason: "r" },
        ],
      },
      code: "ledger.dispute-agreed",
      field: "positions",
    },
    {
      title: "a position without a reason",
      act: { ...dispute, positions: [{ partner: "council", reason: "" }, ...dispute.positions.slice(1)] },
      code: "ledger.text-missing",
      field: "positions.0.reason",
    },
    {
      title: "a partner with a space",
      act: {
        kind: "position",
        id: "q",
        dispute: "d-1",
        on,
        partner: "the council",
        amount: pence(1n),
        reason: "r",
      },
      code: "ledger.partner",
      field: "partner",
    },
    {
      title: "a settlement over £1,000bn",
      act: {
        kind: "settlement",
        id: "s",
        dispute: "d-1",
        on,
        amount: pence(-(10n ** 14n) - 1n),
        reason: "r",
      },
      code: "ledger.amount-large",
      field: "amount",
    },
    {
      title: "a lapse of nothing known",
      act: { kind: "lapse", id: "l", commitment: "c-9", on, reason: "r" },
      code: "ledger.target-unknown",
      field: "commitment",
    },
  ] as readonly { title: string; act: Act; code: string; field: string }[])(
    "$title",
    ({ act, code, field }) => {
      expect(said(act)).toContainEqual([code, field]);
    },
  );

  it("all problems at once", () => {
    expect(said({ ...transfer, id: "", text: "", postings: [] })).toHaveLength(3);
  });

  it("each fund balances by itself, and one transaction may move between two", () => {
    const other: Account = { kind: "cash", fund: "other" };
    const due: Account = { kind: "receivable", fund: "bcf" };
    const owed: Account = { kind: "payable", fund: "other" };
    const both = [
      { account: due, amount: pence(5n) },
      { account: cash, amount: pence(-5n) },
      { account: other, amount: pence(5n) },
      { account: owed, amount: pence(-5n) },
    ];
    expect(said({ ...transfer, postings: both })).toEqual([]);
    expect(fundsOf({ ...transfer, postings: both }, undefined)).toEqual(["bcf", "other"]);
    const across = [
      { account: cash, amount: pence(-5n) },
      { account: other, amount: pence(5n) },
    ];
    expect(said({ ...transfer, postings: across })).toHaveLength(2);
  });
});

describe("a retry is known by its content", () => {
  it("the order of postings does not count, anything else does", () => {
    expect(fingerprint({ ...transfer, postings: transfer.postings.toReversed() })).toBe(
      fingerprint(transfer),
    );
    expect(fingerprint({ ...transfer, text: "beds in July" })).not.toBe(fingerprint(transfer));
    expect(fingerprint({ ...dispute, positions: dispute.positions.toReversed() })).toBe(fingerprint(dispute));
    expect(fingerprint({ ...dispute, debit: cash })).not.toBe(fingerprint(dispute));
  });
});

describe("what an act is about", () => {
  const [entry] = books(dispute).entries;
  it.each([
    { act: transfer, target: undefined, funds: ["bcf"] },
    {
      act: { kind: "settlement", id: "s", dispute: "d-1", on, amount: pence(1n), reason: "r" },
      target: "d-1",
      funds: ["bcf"],
    },
    {
      act: { kind: "position", id: "q", dispute: "d-1", on, partner: "icb", amount: pence(1n), reason: "r" },
      target: "d-1",
      funds: ["bcf"],
    },
    {
      act: { kind: "closing", id: "p", fund: "bcf", name: "May", from: on, to: civilDate("2025-07-01") },
      target: undefined,
      funds: ["bcf"],
    },
  ] as readonly { act: Act; target: string | undefined; funds: readonly string[] }[])(
    "$act.kind",
    ({ act, target, funds }) => {
      expect(targetOf(act)).toBe(target);
      expect(fundsOf(act, target === undefined ? undefined : entry)).toEqual(funds);
    },
  );

  it("a reversal touches the funds that its transaction moved", () => {
    const [posted] = books(transfer).entries;
    expect(fundsOf({ kind: "reversal", id: "r", reverses: "t-1", on, reason: "r" }, posted)).toEqual(["bcf"]);
  });
});

describe("invariant 7: a figure in dispute cannot change a closed period either", () => {
  const closing: Act = {
    kind: "closing",
    id: "p-1",
    fund: "bcf",
    name: "June",
    from: civilDate("2025-06-01"),
    to: civilDate("2025-07-01"),
  };
  const stamp = { at: "2025-07-02T09:00:00.000Z", by: "tester" };

  it("no dispute and no new figure is dated in it", () => {
    const journal = books(dispute, closing);
    const late: Act = { ...dispute, id: "d-2" };
    const figure: Act = {
      kind: "position",
      id: "q-1",
      dispute: "d-1",
      on,
      partner: "icb",
      amount: pence(1n),
      reason: "r",
    };
    for (const act of [late, figure]) {
      const recorded = record(journal, [{ act, stamp }]);
      expect(recorded.ok ? "" : recorded.problems[0]?.code).toBe("ledger.period-closed");
    }
  });

  it("what is closed is told as known then and as known now", () => {
    const journal = books(transfer, closing, {
      kind: "reopening",
      id: "o-1",
      closing: "p-1",
      reason: "late invoice",
    });
    expect(closedPeriods(journal, "bcf")).toEqual([]);
    expect(closedPeriods(journal, "bcf", 2)).toEqual([closing]);
    expect(closedPeriods(journal, "bcf", 1)).toEqual([]);
    expect(closedPeriods(journal, "other", 2)).toEqual([]);
  });

  it("many acts are recorded all or none", () => {
    const recorded = record(books(closing), [
      { act: { ...transfer, on: civilDate("2025-07-01") }, stamp },
      { act: transfer, stamp },
    ]);
    expect(recorded.ok).toBe(false);
  });
});

describe("what the books refuse to be", () => {
  it("a time of recording in another form would not sort, so it is a bug", () => {
    const stamp = { at: "30/06/2025 09:00", by: "tester" };
    expect(() => record(emptyJournal, [{ act: transfer, stamp }])).toThrow(RangeError);
  });

  it("a standing cannot leave an entry out or take one twice", () => {
    const journal = sampleJournal();
    expect(() => advance(standingAt(journal, 2), journal.entries.slice(3))).toThrow(RangeError);
    expect(() => advance(standingAt(journal, 2), journal.entries)).toThrow(RangeError);
  });

  it("books that were tampered with are disproved", () => {
    const journal = sampleJournal();
    const [entry, ...rest] = journal.entries;
    if (entry === undefined) throw new Error("the sample is empty");
    const [move, ...moves] = entry.movements;
    const more = {
      ...entry,
      movements: [{ ...(move as (typeof moves)[number]), amount: pence(1n) }, ...moves],
    };
    expect(disprove({ ...journal, entries: [more, ...rest] })[0]).toContain(
      "The posted money of the fund northshire on ",
    );
    expect(disprove({ ...journal, entries: rest })[0]).toBe("Entry 1 has the number 2.");
  });

  it.each([
    "cash",
    "cash:better-care",
    "gold:fund bcf",
    "cash:fund bcf:kind vat",
    "cash:scheme beds:fund bcf",
    "cash:fund bcf:colour red",
  ])("“%s” is no account", (text) => {
    expect(parseAccountId(text).ok).toBe(false);
  });

  it("an account's id is read back", () => {
    const whole: Account = {
      kind: "vat",
      fund: "bcf",
      year: "2025-26",
      partner: "icb",
      scheme: "beds",
      source: "nhs-minimum",
      body: "council",
      vat: "council-section-33",
    };
    expect(parseAccountId(accountId(whole))).toEqual({ ok: true, value: whole });
  });

  it("every kind of act stands in a statement with its words", () => {
    const { lines } = statement(sampleJournal(), {
      where: { kind: "spending" },
      from: civilDate("2025-04-01"),
      to: civilDate("2026-12-31"),
    });
    expect(lines.map(({ text }) => text)).toEqual(
      expect.arrayContaining(["Reversal of s-3: paid twice", "Settlement of d-1: met half way", "beds came"]),
    );
  });
});
