import { civilDate } from "@concordat/calendar";
import {
  balances,
  emptyJournal,
  pence,
  record,
  type Account,
  type Act,
  type Journal,
} from "@concordat/ledger";
import { describe, expect, test } from "vitest";
import { exitSteps, noticeOf, unwindingAct, unwindingOf, unwindingWords } from "./exit.ts";
import type { FundFile } from "./fund.ts";
import type { Proposal, ProposalBody } from "./proposal.ts";

const fund = "care-fund";
const on = civilDate("2027-06-01");
const file = {
  fund: { slug: fund, year: "2026-27", basis: "published" },
  parties: [
    { key: "council", name: "Northshire Council" },
    { key: "icb", name: "NHS Northshire" },
  ],
} as unknown as FundFile;

function agreed(body: ProposalBody, rest: Partial<Proposal> = {}): Proposal {
  const day = civilDate("2026-12-01");
  const proposedAt = "2026-12-01T09:00:00.000Z";
  const base = {
    id: "p",
    fundId: "f",
    on: day,
    body,
    words: "w",
    party: "icb",
    capacity: "Finance",
    proposedAt,
  };
  return { ...base, needs: "partners", state: "agreed", consents: [], ...rest };
}

const notice = (endsOn: string): Proposal =>
  agreed({ kind: "notice", party: "icb", endsOn: civilDate(endsOn), why: "a new board" });
const shared = agreed({ kind: "year-end", lines: [] });
const proposals = [notice("2027-04-01"), shared];

const of = (account: Omit<Account, "fund">): Account => ({ ...account, fund });
const cash = of({ kind: "cash" });
const given = (partner: string): Account => of({ kind: "contribution", partner });
const spent = of({ kind: "spending", scheme: "beds" });

let acts = 0;
function moved(
  from: Account,
  to: Account,
  amount: bigint,
  kind: "transaction" | "commitment" = "transaction",
): Act {
  return {
    kind,
    id: `act-${(acts += 1)}`,
    on: civilDate("2027-03-01"),
    text: "a test",
    postings: [
      { account: to, amount: pence(amount) },
      { account: from, amount: pence(0n - amount) },
    ],
  };
}

function journal(...all: readonly Act[]): Journal {
  const stamp = { at: "2027-05-01T09:00:00.000Z", by: "a test" };
  const done = record(
    emptyJournal,
    all.map((act) => ({ act, stamp })),
  );
  if (!done.ok) throw new Error(done.problems.map(({ message }) => message).join(" "));
  return done.value.journal;
}

const whole = journal(
  moved(given("council"), cash, 1000n),
  moved(given("icb"), cash, 2000n),
  moved(cash, spent, 2900n),
);

const openSteps = (books: Journal, held: readonly Proposal[] = proposals): readonly string[] =>
  exitSteps(file, books, { proposals: held, on })
    .filter(({ done }) => !done)
    .map(({ what }) => what);

describe("invariant 17: a fund is wound up when nothing is open", () => {
  test("with everything in order no step is open", () => expect(openSteps(whole)).toEqual([]));

  test.each([
    ["nobody gave notice", whole, [shared], "A partner gives notice"],
    [
      "notice has not run out",
      whole,
      [notice("2027-06-02"), shared],
      "NHS Northshire gave notice: the agreement ends on 2 June 2027",
    ],
    ["the year is not shared", whole, [notice("2027-04-01")], "The year is shared between the partners"],
    [
      "money is promised",
      journal(moved(cash, spent, 10n, "commitment")),
      proposals,
      "One scheme with money promised and unpaid: to be paid or released",
    ],
    [
      "others are owed",
      journal(moved(of({ kind: "payable" }), spent, 150n)),
      proposals,
      "£1.50 is owed to others: to be paid",
    ],
    [
      "others owe",
      journal(moved(given("icb"), of({ kind: "receivable" }), 150n)),
      proposals,
      "£1.50 is owed by others: to be collected",
    ],
    [
      "VAT is to come back",
      journal(moved(cash, of({ kind: "vat", vat: "council-section-33" }), 20n)),
      proposals,
      "£0.20 of VAT is to be recovered: to be collected",
    ],
    [
      "a reserve is nobody's",
      journal(moved(of({ kind: "reserve" }), cash, 20n)),
      proposals,
      "£0.20 is kept in reserve for no partner: to be shared first",
    ],
  ])("not while %s", (_name, books, held, what) => {
    expect(openSteps(books, held)).toEqual([what]);
    const wound = unwindingOf(file, books, { proposals: held, on });
    expect(wound.ok ? [] : wound.problems.map(({ message }) => message)).toEqual([`Not yet: ${what}.`]);
  });

  test("not while an amount is contested", () => {
    const dispute: Act = {
      kind: "dispute",
      id: "d-1",
      on: civilDate("2027-03-02"),
      about: "hoists",
      debit: spent,
      credit: cash,
      positions: [
        { partner: "icb", amount: pence(5n), reason: "as counted" },
        { partner: "council", amount: pence(7n), reason: "as ordered" },
      ],
    };
    expect(openSteps(journal(dispute))).toEqual(["One amount contested: to be settled"]);
  });

  test("the last notice that was agreed stands; an open one does not", () => {
    expect(noticeOf([notice("2027-04-01"), notice("2027-07-01")])?.body.endsOn).toBe("2027-07-01");
    expect(noticeOf([{ ...notice("2027-04-01"), state: "open" }])).toBeUndefined();
  });
});

function wound(books: Journal): ReturnType<typeof linesOf> {
  return linesOf(unwindingOf(file, books, { proposals, on }));
}

function linesOf(result: ReturnType<typeof unwindingOf>) {
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(" "));
  return result.value;
}

describe("invariant 17: each partner gets what the books owe it and its part of the rest, to the penny", () => {
  test("what is left goes by what each put in, an odd penny to who lost most by rounding", () => {
    expect(wound(whole)).toEqual([
      { party: "council", amount: 33n, ofRest: 33n },
      { party: "icb", amount: 67n, ofRest: 67n },
    ]);
  });

  test("what a partner owes is taken off, what the fund keeps for it is added", () => {
    const books = journal(
      moved(given("council"), of({ kind: "receivable", partner: "council" }), 100n),
      moved(of({ kind: "reserve", partner: "icb" }), cash, 40n),
      moved(cash, spent, 0n + 40n),
    );
    const lines = wound(books);
    expect(lines).toEqual([
      { party: "council", amount: -40n, ofRest: 60n },
      { party: "icb", amount: 40n, ofRest: 0n },
    ]);
    expect(unwindingWords(lines, file.parties)).toBe(
      "Northshire Council pays the fund £0.40; the fund pays NHS Northshire £0.40",
    );
  });

  test("a shortfall is shared as what is left would be", () => {
    const books = journal(
      moved(given("council"), cash, 200n),
      moved(given("icb"), cash, 100n),
      moved(cash, spent, 360n),
    );
    expect(wound(books).map(({ amount }) => amount)).toEqual([-40n, -20n]);
  });

  test("what partners get is what the fund holds, and the entry leaves nothing with nobody", () => {
    const lines = wound(whole);
    const held = balances(whole, { on }).get("cash:fund care-fund" as never)?.posted;
    expect(lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(held);
    const act = unwindingAct(file, lines, { id: "last", on })!;
    expect(act).toMatchObject({
      on: "2027-05-31",
      text: "what was left when the agreement ended, by what each put in",
    });
    const after = journal(...whole.entries.map((entry) => entry.act), act);
    const rest = [...balances(after, { on })].filter(([account]) =>
      /^(?:contribution|spending)/.test(account),
    );
    expect(rest.reduce((sum, [, { posted }]) => sum + posted, 0n)).toBe(0n);
  });

  test("where nothing is left there is no entry, and nobody owes anybody anything", () => {
    const lines = wound(journal(moved(given("council"), cash, 10n), moved(cash, spent, 10n)));
    expect(unwindingAct(file, lines, { id: "last", on })).toBeUndefined();
    expect(unwindingWords(lines, file.parties)).toBe("nobody owes anybody anything");
  });
});
