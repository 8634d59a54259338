import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { balances, disprove, figureText, plainMoney } from "@concordat/ledger";
import { civilDate } from "@concordat/calendar";
import { startTestApp } from "../../test/support/app.ts";
import { testPerson } from "../../test/support/core.ts";
import { poundsOn, wordsOf } from "../../test/support/pounds.ts";
import { Conflict, Invalid, NotAllowed } from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";
import { journalOf } from "./act-json.ts";
import { listEntries, recordActs } from "./store-books.ts";
import { findFund } from "./store-funds.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });
const lewisham = "lewisham-better-care-2025-26";
const council = organisationIdOf("aldermere-council");
const icb = organisationIdOf("nhs-aldermere-and-the-vale-icb");
const manager = testPerson({ keeps: [council], illustrative: true });
const treasurer = testPerson({ keeps: [council], illustrative: true });
const nhsFinance = testPerson({ keeps: [icb], illustrative: true });

const { act, json } = poundsOn(app, manager);

test("who delivers a scheme is never a name made up from a key: where only the key is held, it is shown as one", async () => {
  expect(wordsOf((await app.get(`/money/${lewisham}`)).text)).toContain("“trust” (its key in the books)");
});

describe("invariant 1: the books only grow", () => {
  test.each(["entry", "movement", "account"])("no row of %s is changed or removed", async (table) => {
    await expect(
      sql`update ${sql.table(`pounds.${table}`)} set audience = 'public'`.execute(app.db),
    ).rejects.toThrow(/The books only grow/);
    await expect(sql`delete from ${sql.table(`pounds.${table}`)}`.execute(app.db)).rejects.toThrow(
      /The books only grow|foreign key/,
    );
  });

  const entry = { sequence: 53, act: "forged", target: "null", fund: "" };
  test.each([
    [
      "an entry that leaves a gap is refused",
      { ...entry, sequence: 54 },
      [],
      /entries from 54 to 54 leave a gap/,
    ],
    [
      "an entry of no fund is refused",
      { ...entry, fund: "01900000-0000-7000-8000-0000000000ff" },
      [],
      /There is no fund 01900000/,
    ],
    [
      "an entry about one that is not there is refused",
      { ...entry, target: "'lost'" },
      [],
      /about lost, which is not/,
    ],
    ["what does not balance is refused", entry, [[53, 0, "cash", 1]], /Entry 53 does not balance/],
    [
      "what balances only over two days is refused",
      entry,
      [
        [53, 0, "cash", 1, "2026-04-20"],
        [53, 1, "cash", -1, "2026-04-21"],
      ],
      /Entry 53 does not balance: its posted money on 2026-04-2\d sums to -?1 pence/,
    ],
    [
      "an entry that comes with a part of its movements is refused",
      entry,
      [
        [53, 1, "cash", 1],
        [53, 2, "cash", -1],
      ],
      /movements of entry 53 are not all there at once/,
    ],
    [
      "movements of an entry that is not there are refused",
      entry,
      [
        [54, 0, "cash", 1],
        [54, 1, "cash", -1],
      ],
      /entry 54 is not in the books/,
    ],
    [
      "an account that is not there is refused",
      entry,
      [
        [53, 0, "cash", 1],
        [53, 1, "vat", -1],
      ],
      /account vat:fund .* is not in the books/,
    ],
  ] as const)(
    "invariant 2: %s, whoever writes it",
    async (_name, { sequence, act: id, target, fund }, moves, refusal) => {
      const file = (await findFund(app.db, lewisham))!;
      const of = fund === "" ? file.fund.id : fund;
      const writing = app.db.transaction().execute(async (tx) => {
        await sql`insert into pounds.entry (fund_id, sequence, act_id, kind, on_date, target, act, fingerprint, recorded_at, recorded_by, illustrative, audience)
        values (${of}, ${sequence}, ${id}, 'transaction', '2026-04-20', ${sql.raw(target)}, '{}', 'x', '2026-04-20T00:00:00.000Z', 'nobody', true, 'public')`.execute(
          tx,
        );
        const rows = moves.map(
          ([entryOf, place, kind, pence, on = "2026-04-20"]) =>
            sql`(${of}, ${entryOf}, ${place}, ${`${kind}:fund ${lewisham}`}, 'posted', ${on}, ${pence}, 'public')`,
        );
        await sql`insert into pounds.movement (fund_id, sequence, place, account, layer, on_date, amount_pence, audience)
        values ${sql.join(rows)}`.execute(tx);
      });
      await expect(writing).rejects.toThrow(refusal);
    },
  );

  test("a fund that has books is not removed", async () => {
    await expect(sql`delete from pounds.fund where slug = ${lewisham}`.execute(app.db)).rejects.toThrow(
      /has books, which only grow: it cannot be removed/,
    );
  });

  test("invariant 3: the sums in SQL are the engine's balances, account by account", async () => {
    const file = (await findFund(app.db, lewisham))!;
    const journal = journalOf(await listEntries(app.db, file.fund.id));
    expect(disprove(journal)).toEqual([]);
    const on = civilDate("2025-12-31");
    const rows = await sql<{
      account: string;
      pence: bigint;
    }>`select account, sum(amount_pence)::bigint as pence from pounds.movement
      where fund_id = ${file.fund.id} and layer = 'posted' and on_date <= ${on} group by account`.execute(
      app.db,
    );
    const engine = [...balances(journal, { on })].map(([account, { posted }]) => [account, posted]);
    expect(new Map(rows.rows.map((row) => [row.account, row.pence]))).toEqual(
      new Map(engine as unknown as [string, bigint][]),
    );
  });
});

describe("an agreement kept here, from its making to a settled amount", () => {
  const fund = "aldermere-care-fund-2026-27";
  const agreement = "aldermere-care-fund";

  test("is made as a draft, and signed by both on different days", async () => {
    const made = await act("make-agreement", {
      organisation: "aldermere-council",
      partner: "nhs-aldermere-and-the-vale-icb",
      name: "Aldermere care fund",
      beginsOn: "2026-04-01",
      hostContribution: "£3m",
      partnerContribution: "£5m",
      rule: "total contribution",
    });
    expect(made.json).toEqual({ agreement, fund });
    expect(wordsOf((await app.get(`/money/agreements/${agreement}`)).text)).toContain(
      "not everybody has signed yet",
    );
    const extension = "aldermere-cabinet-2026-11-17-1";
    await expect(
      act("sign-agreement", { agreement, signedOn: "2026-03-20", resolution: "no-such" }),
    ).rejects.toThrow(/There is no resolution “no-such” here/);
    const resolution = `http://localhost/resolutions/${extension}`;
    await act("sign-agreement", { agreement, signedOn: "2026-03-20", resolution });
    expect(await json(`/money/agreements/${agreement}.json`)).toMatchObject({
      approvals: [
        { resolution: extension, decidedOn: "2026-11-17", callInUntil: expect.any(String) as string },
      ],
    });
    const page = await app.get(`/money/agreements/${agreement}`);
    expect(page.text).toContain(`href="/resolutions/${extension}"`);
    expect(wordsOf(page.text)).toMatch(/Until \d+ November 2026/);
    await expect(act("sign-agreement", { agreement, signedOn: "2026-03-21" })).rejects.toThrow(
      /signed on 20 March 2026 already/,
    );
    await act("sign-agreement", { agreement, signedOn: "2026-06-01" }, nhsFinance);
    expect(await json(`/money/${fund}.json`)).toMatchObject({ approvedOn: "2026-06-01", daysIntoYear: 61 });
  });

  test("says which of the points that the regulations require are missing", async () => {
    expect(wordsOf((await app.get(`/money/agreements/${agreement}`)).text)).toContain(
      "Its wording is not known here",
    );
    await act("state-term", { agreement, requirement: "aims", words: "More people at home." });
    expect(wordsOf((await app.get(`/money/agreements/${agreement}`)).text)).toContain(
      "Words are missing on six of the seven points",
    );
  });

  test("invariant 4: whoever prepared an entry may not approve it; somebody else may, once", async () => {
    await act("add-scheme", {
      fund,
      name: "Equipment",
      lead: "council",
      budget: "£1.2m",
      prevention: "tertiary",
      specification: "Fitted within two days, for 900 people",
      body: "Lewisham and Greenwich NHS Trust",
      vat: "council-section-33",
    });
    expect(wordsOf((await app.get(`/money/${fund}`)).text)).toContain(
      "Equipment Aldermere Council Lewisham and Greenwich NHS Trust A council: recovers VAT under section 33 Fitted within two days, for 900 people",
    );
    const scheme = { fund, lead: "council", budget: "£1" };
    await act("add-scheme", { ...scheme, name: "Beds", body: "nhs aldermere & the Vale ICB" });
    await expect(act("add-scheme", { ...scheme, name: "Ramps", body: "!!" })).rejects.toThrow(
      "“!!” has no letter or figure in it.",
    );
    const { schemes } = await json<{ schemes: { deliverer: string | null; delivererKey: string }[] }>(
      `/money/${fund}.json`,
    );
    expect(schemes.map((one) => [one.deliverer, one.delivererKey])).toEqual([
      ["Lewisham and Greenwich NHS Trust", "lewisham-and-greenwich-nhs-trust"],
      ["NHS Aldermere and the Vale ICB", "icb"],
    ]);
    await sql`delete from pounds.scheme where key = 'beds'`.execute(app.db);
    const spend = {
      fund,
      scheme: "equipment",
      amount: "£120,000.01",
      on: "2026-04-30",
      text: "beds of April",
      id: "april-beds",
    };
    await act("prepare-spending", spend);
    await expect(act("prepare-spending", spend)).rejects.toBeInstanceOf(Conflict);
    const [waiting] = (await sql<{ id: string }>`select id from pounds.prepared`.execute(app.db)).rows;
    expect((await app.get(`/money/${fund}`)).text).not.toContain("Waiting for approval");
    const refused = await act("approve-prepared", { prepared: waiting!.id }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(NotAllowed);
    expect((refused as NotAllowed).facts["policies"]).toEqual(["pounds-preparer-is-not-approver"]);
    await expect(act("approve-prepared", { prepared: waiting!.id }, nhsFinance)).rejects.toThrow(
      /nothing here by that name/i,
    );
    const posted = await act("approve-prepared", { prepared: waiting!.id }, treasurer);
    expect(posted.message).toBe(
      "Posted as entry 1: £120,000.01 for Equipment on 30 April 2026: beds of April.",
    );
    await expect(act("prepare-spending", spend)).rejects.toThrow(/nothing was entered twice/);
    expect(await json(`/money/${fund}/books/april-beds.json`)).toMatchObject({
      sequence: 1,
      illustrative: true,
      text: "Illustrative: beds of April",
    });
  });

  test("invariant 5: nothing is dated in a closed period until it is reopened with a reason", async () => {
    await act("close-period", { fund, period: "M1" });
    const late = { fund, scheme: "equipment", amount: "£10", on: "2026-04-30", text: "late" };
    await expect(act("prepare-spending", late)).rejects.toBeInstanceOf(Invalid);
    const closing = (await listEntries(app.db, (await findFund(app.db, fund))!.fund.id)).at(-1)!.act.id;
    await act("reopen-period", { fund, entry: closing, reason: "a late invoice" });
    await act("prepare-spending", { ...late, id: "late-one" });
    const [waiting] = (await sql<{ id: string }>`select id from pounds.prepared`.execute(app.db)).rows;
    await act("decline-prepared", { prepared: waiting!.id, reason: "not ours" }, treasurer);
    expect((await app.get(`/money/${fund}/books`)).text).not.toContain("late-one");
  });

  test("invariant 6: while an amount is contested each figure stands and the total is a range; it is settled at what all state", async () => {
    await act(
      "contest-amount",
      {
        fund,
        scheme: "equipment",
        about: "hoists",
        on: "2026-11-02",
        amount: "£9,000",
        reason: "they are all ours",
        otherAmount: "£2,000",
        otherReason: "most came before",
      },
      nhsFinance,
    );
    const page = await json(`/money/${fund}.json`);
    const [dispute] = page["disputes"] as unknown as {
      id: string;
      positions: { partner: string; amount: string }[];
    }[];
    expect(dispute!.positions.map(({ partner, amount }) => [partner, amount])).toEqual([
      ["icb", "9000.00"],
      ["council", "2000.00"],
    ]);
    const settle = { fund, entry: dispute!.id, on: "2026-11-20", amount: "£4,500", reason: "half way" };
    await expect(act("settle-amount", settle)).rejects.toThrow(
      /says £9,000 and Aldermere Council says £2,000/,
    );
    await act(
      "state-position",
      { fund, entry: dispute!.id, on: "2026-11-10", amount: "£4,500", reason: "we meet" },
      nhsFinance,
    );
    await act("state-position", {
      fund,
      entry: dispute!.id,
      on: "2026-11-11",
      amount: "£4,500",
      reason: "we meet too",
    });
    await act("settle-amount", settle);
    expect(await json(`/money/${fund}.json`)).toMatchObject({
      disputes: [],
      schemes: [{ key: "equipment", spent: "124500.01" }],
    });
    expect(wordsOf((await app.get(`/money/${fund}/books/${dispute!.id}`)).text)).toContain(
      "agreed by all partners",
    );
  });

  test("a variation holds from its day, and rules that cannot be read are refused by their line", async () => {
    const file = (await findFund(app.db, fund))!;
    const riskShare = file.versions[0]!.riskShare.replace(
      "partners: total contribution",
      "partners: equally",
    );
    await expect(
      act("vary-agreement", {
        agreement,
        fromOn: "2026-11-01",
        why: "as agreed",
        riskShare: "rules: [",
      }),
    ).rejects.toBeInstanceOf(Invalid);
    await act("vary-agreement", { agreement, fromOn: "2026-11-01", why: "as agreed", riskShare });
    expect(wordsOf((await app.get(`/money/${fund}`)).text)).toContain("in equal parts");
    expect(wordsOf((await app.get(`/money/${fund}?at=2026-10-31`)).text)).toContain(
      "in proportion to what each contributes",
    );
  });

  test("made-up people touch no real fund, and one partner's keeper is not the other's host", async () => {
    await expect(
      act("add-scheme", { fund: lewisham, name: "X", lead: "council", budget: "1" }),
    ).rejects.toBeInstanceOf(NotAllowed);
    await expect(
      act("add-scheme", { fund, name: "X", lead: "icb", budget: "1" }, nhsFinance),
    ).rejects.toBeInstanceOf(NotAllowed);
  });

  test("invariant 7: an act sent again gives its first entry; two posters at once leave no gap", async () => {
    const { fund: books } = (await findFund(app.db, fund))!;
    const post = async (id: string, amount: bigint): Promise<number> =>
      await app.db.transaction().execute(async (tx) => {
        const account = (kind: "cash" | "spending") =>
          ({ kind, fund, ...(kind === "spending" && { scheme: "equipment" }) }) as const;
        const postings = [
          { account: account("spending"), amount: amount as never },
          { account: account("cash"), amount: -amount as never },
        ];
        const { entries } = await recordActs(tx, books, {
          recordings: [
            {
              act: {
                kind: "transaction",
                id,
                on: civilDate("2026-11-21"),
                text: "Illustrative: at once",
                postings,
              },
              at: "2026-11-22T09:00:00.000Z",
              by: "a test",
            },
          ],
          illustrative: true,
        });
        return entries[0]!.sequence;
      });
    const before = (await listEntries(app.db, books.id)).length;
    const sequences = await Promise.all(
      Array.from({ length: 6 }, (_, place) => post(`at-once-${place % 3}`, BigInt(100 + (place % 3)))),
    );
    expect([...new Set(sequences)].toSorted((a, b) => a - b)).toEqual([before + 1, before + 2, before + 3]);
    await expect(post("at-once-0", 999n)).rejects.toThrow(/was used on/);
    const journal = journalOf(await listEntries(app.db, books.id));
    expect(disprove(journal)).toEqual([]);
    expect(
      plainMoney(
        balances(journal, { on: civilDate("2026-11-22") }).get(`cash:fund ${fund}` as never)!.posted,
      ),
    ).toBe("-120003.04");
    expect(figureText({ kind: "amount", amount: 303n as never })).toBe("£3.03");
  });
});
