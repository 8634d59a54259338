import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { startTestApp } from "../../test/support/app.ts";
import { testPerson } from "../../test/support/core.ts";
import { poundsOn, wordsOf } from "../../test/support/pounds.ts";
import { Invalid, NotAllowed } from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });
const keeperOf = (body: string) => testPerson({ keeps: [organisationIdOf(body)], illustrative: true });
const manager = keeperOf("aldermere-council");
const treasurer = keeperOf("aldermere-council");
const nhsFinance = keeperOf("nhs-aldermere-and-the-vale-icb");
const trust = keeperOf("aldermere-hospitals-nhs-trust");

const { act, json } = poundsOn(app, manager);

describe("an agreement of a council and several NHS bodies", () => {
  const agreement = "aldermere-alliance";
  const fund = `${agreement}-2026-27`;
  const given = {
    organisation: "aldermere-council",
    partner: "nhs-aldermere-and-the-vale-icb",
    name: "Aldermere alliance",
    beginsOn: "2026-04-01",
    hostContribution: "£3m",
    partnerContribution: "£6m",
    rule: "total contribution",
  };

  test.each([
    ["an address that nobody has", "nowhere-trust = £1", "No body here has the address “nowhere-trust”"],
    ["the partner again", [{ partner: given.partner, contribution: "£1" }], "is named twice"],
    [
      "a real body",
      "nhs-south-east-london-icb = £1",
      "“nhs-south-east-london-icb” is real, and the host is made up",
    ],
    ["a line without an amount", "aldermere-vale-network", "“aldermere-vale-network”: It puts in no amount"],
    ["an amount that is none", "aldermere-vale-network = some", "“aldermere-vale-network”: “some”"],
  ])("invariant 24: %s is refused beside the field", async (_what, otherPartners, message) => {
    const error = await act("make-agreement", { ...given, otherPartners }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Invalid);
    expect((error as Invalid).problems).toEqual([
      expect.objectContaining({
        field: "otherPartners",
        message: expect.stringContaining(message) as string,
      }),
    ]);
  });

  test("invariant 24: each is a party under its own key, with its contribution, and signs for itself", async () => {
    await act("make-agreement", {
      ...given,
      otherPartners:
        "/organisations/aldermere-hospitals-nhs-trust = £1m\n\naldermere-lakeside-network = 500,000; aldermere-vale-network=£1.5m",
    });
    await act("sign-agreement", { agreement, signedOn: "2026-03-20" }, trust);
    const told = await json<{ parties: { key: string; signedOn: string | null }[] }>(
      `/money/agreements/${agreement}.json`,
    );
    expect(told.parties.map(({ key, signedOn }) => [key, signedOn])).toEqual([
      ["council", null],
      ["icb", null],
      ["trust", "2026-03-20"],
      ["network", null],
      ["network-2", null],
    ]);
    const { sources } = await json<{ sources: { party: string; amount: string }[] }>(`/money/${fund}.json`);
    expect(sources.map(({ party, amount }) => `${party} ${amount}`)).toEqual([
      "council 3000000.00",
      "icb 6000000.00",
      "trust 1000000.00",
      "network 500000.00",
      "network-2 1500000.00",
    ]);
    expect(wordsOf((await app.get(`/money/agreements/${agreement}`)).text)).toContain(
      "Aldermere Hospitals NHS Trust",
    );
  });

  test("whoever contests an amount speaks for itself and for no other partner", async () => {
    await act("add-scheme", { fund, name: "Beds", lead: "icb", budget: "£1m" });
    const contest = {
      fund,
      scheme: "beds",
      about: "agency nurses",
      on: "2026-05-01",
      amount: "£5",
      reason: "ours",
    };
    await expect(act("contest-amount", { ...contest, otherAmount: "£7" }, trust)).rejects.toThrow(
      "“£7” does not say whose it is: Aldermere Council, NHS Aldermere and the Vale ICB, Aldermere Lakeside Network and Aldermere Vale Network are the others.",
    );
    const form = await app.node.core.manifests
      .flatMap(({ commands = [] }) => commands)
      .find(({ name }) => name === "pounds.contest-amount")!
      .form?.({ db: app.db, viewer: trust, today: civilDate("2026-11-22"), params: { fund } });
    expect(form?.fields.map(({ name }) => name)).toEqual(["scheme", "about", "on", "amount", "reason"]);
    await act("contest-amount", contest, trust);
    const { disputes } = await json<{
      disputes: { positions: { partner: string; amount: string | null }[] }[];
    }>(`/money/${fund}.json`);
    expect(disputes[0]!.positions.map(({ partner, amount }) => [partner, amount])).toEqual([
      ["trust", "5.00"],
      ["council", null],
      ["icb", null],
      ["network", null],
      ["network-2", null],
    ]);
  });

  interface Told {
    readonly sources: readonly {
      readonly charges: string | null;
      readonly months: readonly string[] | null;
    }[];
    readonly contributionMonths: readonly Readonly<Record<string, string | null>>[];
  }

  test("invariant 25: a contribution is planned by month, and stands beside what came in by the books", async () => {
    expect(await json<Told>(`/money/${fund}.json`)).toMatchObject({
      sources: Array.from({ length: 5 }, () => ({ charges: null, months: null })),
      contributionMonths: [],
    });
    const equal = { fund, funding: "2", charges: "gross", plan: "equal" };
    await expect(act("plan-contribution", equal, nhsFinance)).rejects.toBeInstanceOf(NotAllowed);
    expect((await act("plan-contribution", equal)).message).toBe(
      "£6,000,000 of NHS Aldermere and the Vale ICB (Contribution) is gross of charges and has a plan by month.",
    );
    const money = { fund, party: "icb", amount: "£100", what: "received", on: "2026-04-10" };
    await act("prepare-contribution", money);
    const [waiting] = (await sql<{ id: string }>`select id from pounds.prepared`.execute(app.db)).rows;
    await act("approve-prepared", { prepared: waiting!.id }, treasurer);
    const told = await json<Told>(`/money/${fund}.json`);
    expect(told.sources[1]).toMatchObject({
      charges: "gross",
      months: Array.from({ length: 12 }, () => "500000.00"),
    });
    expect(told.contributionMonths).toHaveLength(12);
    expect(told.contributionMonths[0]).toEqual({
      party: "icb",
      month: "M1",
      due: "500000.00",
      received: "100.00",
      gap: "-499900.00",
    });
    expect(told.contributionMonths.slice(7, 9).map(({ received, gap }) => [received, gap])).toEqual([
      ["0.00", null],
      [null, null],
    ]);
    const page = wordsOf((await app.get(`/money/${fund}`)).text);
    expect(page).toContain("Gross: before charges to users are taken off");
    expect(page).toContain("NHS Aldermere and the Vale ICB M1, April 2026 500,000.00 100.00 -499,900.00");
  });

  test.each([
    [{ funding: "9" }, "funding", "“9” is no contribution of this fund"],
    [{ plan: "listed", months: "£1\n£2" }, "months", "The year has 12 months, and two amounts are listed"],
    [
      { plan: "listed", months: "£1;".repeat(12) },
      "months",
      "The months add up to £12, £2,999,988 less than",
    ],
    [{ plan: "none", months: ["£1"] }, "months", "“Not known by month” is chosen"],
  ])("invariant 25: %j is refused beside the field", async (wrong, field, message) => {
    const plan = { fund, funding: "1", charges: "net", plan: "equal", ...wrong };
    const error = await act("plan-contribution", plan).catch((thrown: unknown) => thrown);
    expect((error as Invalid).problems).toEqual([
      expect.objectContaining({ field, message: expect.stringContaining(message) as string }),
    ]);
  });

  test("a plan by month is taken back to not known; the table itself refuses months that do not add up", async () => {
    const months = ["£3m", ...Array.from({ length: 11 }, () => "£0")];
    await act("plan-contribution", { fund, funding: "1", charges: "net", plan: "listed", months });
    expect((await json<Told>(`/money/${fund}.json`)).contributionMonths[0]).toMatchObject({
      party: "council",
      due: "3000000.00",
      gap: "-3000000.00",
    });
    await act("plan-contribution", { fund, funding: "1", charges: "not-known", plan: "none" });
    expect((await json<Told>(`/money/${fund}.json`)).sources[0]).toMatchObject({
      charges: null,
      months: null,
    });
    await expect(
      sql`update pounds.funding set months_pence = '{1,2}' where place = 1`.execute(app.db),
    ).rejects.toThrow(/funding_months_add_up/);
  });
});
