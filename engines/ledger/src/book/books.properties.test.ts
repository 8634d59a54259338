import { addDays, civilDate } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accountId,
  advance,
  balanceOf,
  balances,
  disprove,
  emptyJournal,
  figureAt,
  knownAt,
  pence,
  record,
  standingAt,
  statement,
} from "../index.ts";
import type { Account, Act, Journal, Recording } from "../index.ts";

const first = civilDate("2025-04-01");
const day = fc.integer({ min: 0, max: 60 }).map((days): CivilDate => addDays(first, days));
const accounts: readonly Account[] = [
  { kind: "cash", fund: "bcf" },
  { kind: "contribution", fund: "bcf", partner: "icb" },
  { kind: "spending", fund: "bcf", scheme: "equipment", year: "2025-26" },
  { kind: "payable", fund: "bcf", partner: "council" },
];
const account = fc.constantFrom(...accounts);
const amount = fc.bigInt({ min: 1n, max: 1_000_000n });
const id = (letter: string, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: most }).map((number) => `${letter}-${number}`);

const postings = fc.tuple(account, account, account, amount, amount).map(([a, b, c, x, y]) => [
  { account: a, amount: pence(x) },
  { account: b, amount: pence(y) },
  { account: c, amount: pence(-x - y) },
]);
const text = fc.constant("as agreed");

/** Ids come from a small set, so that retries, clashes and wrong targets happen often. */
const transaction: fc.Arbitrary<Act> = fc.record({
  kind: fc.constant("transaction" as const),
  id: id("t", 40),
  on: day,
  text,
  postings,
});
const act: fc.Arbitrary<Act> = fc.oneof(
  transaction,
  fc.record(
    { kind: fc.constant("commitment" as const), id: id("c", 12), on: day, text, postings, lapsesOn: day },
    { requiredKeys: ["kind", "id", "on", "text", "postings"] },
  ),
  fc.record({
    kind: fc.constant("fulfilment" as const),
    id: id("f", 20),
    commitment: id("c", 12),
    on: day,
    text,
  }),
  fc.record({
    kind: fc.constant("lapse" as const),
    id: id("l", 20),
    commitment: id("c", 12),
    on: day,
    reason: text,
  }),
  fc.record({
    kind: fc.constant("reversal" as const),
    id: id("r", 20),
    reverses: fc.oneof(id("t", 40), id("f", 20)),
    on: day,
    reason: text,
  }),
  fc.tuple(id("p", 5), day, fc.integer({ min: 1, max: 10 })).map(([one, from, days]): Act => ({
    kind: "closing",
    id: one,
    fund: "bcf",
    name: "A period",
    from,
    to: addDays(from, days),
  })),
  fc.record({ kind: fc.constant("reopening" as const), id: id("o", 9), closing: id("p", 5), reason: text }),
  fc.tuple(id("d", 4), day, account, account, amount, amount).map(([one, on, debit, credit, x, y]): Act => ({
    kind: "dispute",
    id: one,
    on,
    about: "an invoice",
    debit,
    credit,
    positions: [
      { partner: "council", amount: pence(x), reason: "its count" },
      { partner: "icb", amount: pence(y), reason: "its count" },
    ],
  })),
  fc.record({
    kind: fc.constant("settlement" as const),
    id: id("s", 9),
    dispute: id("d", 4),
    on: day,
    amount: amount.map(pence),
    reason: text,
  }),
);

const minute = fc
  .integer({ min: 0, max: 59 })
  .map((m) => `2025-06-01T09:${String(m).padStart(2, "0")}:00.000Z`);
const recordings = (one: fc.Arbitrary<Act>): fc.Arbitrary<readonly Recording[]> =>
  fc.array(fc.record({ act: one, stamp: minute.map((at) => ({ at, by: "tester" })) }), { maxLength: 60 });

/** Each act by itself: what is refused leaves the books as they were. */
function journalOf(all: readonly Recording[]): Journal {
  return all.reduce((journal, one) => {
    const recorded = record(journal, [one]);
    return recorded.ok ? recorded.value.journal : journal;
  }, emptyJournal);
}

function sameBalances(a: Journal, b: Journal, on: CivilDate): void {
  const plain = (journal: Journal): unknown =>
    new Map([...balances(journal, { on })].filter(([, one]) => one.posted !== 0n || one.pending !== 0n));
  expect(plain(a)).toEqual(plain(b));
}

describe("invariant 3: money is conserved", () => {
  it("whatever is thrown at the books, every fund sums to nothing on every day, posted and pending", () => {
    fc.assert(
      fc.property(recordings(act), day, (all, on) => {
        const journal = journalOf(all);
        expect(disprove(journal)).toEqual([]);
        const sums = [...balances(journal, { on }).values()];
        expect(sums.reduce((sum, { posted }) => sum + posted, 0n)).toBe(0n);
        expect(sums.reduce((sum, { pending }) => sum + pending, 0n)).toBe(0n);
      }),
      { numRuns: 200 },
    );
  });

  it("the total of a fund is one amount however much is disputed inside it", () => {
    fc.assert(
      fc.property(recordings(act), day, (all, on) => {
        expect(figureAt(journalOf(all), { fund: "bcf" }, { on })).toEqual({ kind: "amount", amount: 0n });
      }),
      { numRuns: 100 },
    );
  });
});

describe("invariant 4: a retry changes nothing", () => {
  it("every act sent again is a repeat, and gives the entry of the first time", () => {
    fc.assert(
      fc.property(recordings(act), (all) => {
        const journal = journalOf(all);
        const again = record(
          journal,
          journal.entries.map(({ act: one, stamp }) => ({ act: one, stamp })),
        );
        expect(again.ok && again.value.repeats).toBe(journal.entries.length);
        expect(again.ok && again.value.journal.entries).toEqual(journal.entries);
      }),
      { numRuns: 100 },
    );
  });
});

describe("invariant 9: the same acts give the same books", () => {
  it("replaying the journal from nothing gives the journal", () => {
    fc.assert(
      fc.property(recordings(act), (all) => {
        const journal = journalOf(all);
        const replay = record(
          emptyJournal,
          journal.entries.map(({ act: one, stamp }) => ({ act: one, stamp })),
        );
        expect(replay.ok && replay.value.journal.entries).toEqual(journal.entries);
      }),
      { numRuns: 100 },
    );
  });

  it("the order of independent transactions does not matter", () => {
    const unique = fc.uniqueArray(transaction, { selector: ({ id: one }) => one, maxLength: 30 });
    const shuffled = unique.chain((acts) =>
      fc.tuple(fc.constant(acts), fc.shuffledSubarray(acts, { minLength: acts.length })),
    );
    const stamp = { at: "2025-06-01T09:00:00.000Z", by: "tester" };
    fc.assert(
      fc.property(shuffled, day, ([acts, other], on) => {
        const books = (list: readonly Act[]): Journal => journalOf(list.map((one) => ({ act: one, stamp })));
        sameBalances(books(acts), books(other), on);
      }),
      { numRuns: 100 },
    );
  });
});

describe("invariant 8: balances at a past date", () => {
  const asked = fc.tuple(recordings(act), day, fc.nat({ max: 60 }));

  it("as known then is what the books said then", () => {
    fc.assert(
      fc.property(asked, ([all, on, place]) => {
        const journal = journalOf(all);
        const known = Math.min(place, journal.entries.length);
        const then = record(
          emptyJournal,
          journal.entries.slice(0, known).map(({ act: one, stamp }) => ({ act: one, stamp })),
        );
        expect(then.ok && [...balances(then.value.journal, { on })]).toEqual([
          ...balances(journal, { on, known }),
        ]);
      }),
      { numRuns: 100 },
    );
  });

  it("a standing plus the later entries is the later standing, and says what the sum of movements says", () => {
    fc.assert(
      fc.property(asked, ([all, on, place]) => {
        const journal = journalOf(all);
        const known = Math.min(place, journal.entries.length);
        const early = standingAt(journal, known);
        const late = advance(early, journal.entries.slice(known));
        expect(late).toEqual(standingAt(journal));
        for (const [standing, at] of [
          [early, { on, known }],
          [late, { on }],
        ] as const) {
          for (const one of accounts) {
            const sum = balances(journal, at).get(accountId(one)) ?? { posted: 0n, pending: 0n };
            expect(balanceOf(standing, accountId(one), on)).toEqual(sum);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it("a statement plus the later entries is the later statement", () => {
    fc.assert(
      fc.property(recordings(act), day, day, account, (all, one, other, where) => {
        const journal = journalOf(all);
        const [middle, to] = one < other ? [one, other] : [other, one];
        const early = statement(journal, { where, from: first, to: middle });
        const rest = statement(journal, { where, from: addDays(middle, 1), to });
        const whole = statement(journal, { where, from: first, to });
        expect(rest.opening).toBe(early.closing);
        expect(rest.closing).toBe(whole.closing);
        expect([...early.lines, ...rest.lines]).toEqual(whole.lines);
      }),
      { numRuns: 100 },
    );
  });

  it("what was known at a moment is a beginning of the journal, also when a clock ran backwards", () => {
    fc.assert(
      fc.property(recordings(act), minute, (all, at) => {
        const { entries } = journalOf(all);
        const known = knownAt(journalOf(all), at);
        expect(entries.filter((entry) => entry.stamp.at <= at)).toEqual(entries.slice(0, known));
      }),
      { numRuns: 100 },
    );
  });
});

describe("invariant 7: closed means closed", () => {
  it("no figure dated in a closed period changes until it is reopened", () => {
    fc.assert(
      fc.property(recordings(act), recordings(act), (before, after) => {
        const closing: Act = {
          kind: "closing",
          id: "year-end",
          fund: "bcf",
          name: "April",
          from: first,
          to: addDays(first, 30),
        };
        const stamp = { at: "2025-07-01T09:00:00.000Z", by: "tester" };
        const closed = journalOf([...before, { act: closing, stamp }]);
        const later = after.reduce((journal, one) => {
          const recorded = record(journal, [one]);
          return recorded.ok ? recorded.value.journal : journal;
        }, closed);
        const last = addDays(first, 29);
        sameBalances(closed, later, last);
        for (const where of accounts)
          expect(figureAt(later, where, { on: last })).toEqual(figureAt(closed, where, { on: last }));
      }),
      { numRuns: 100 },
    );
  });
});
