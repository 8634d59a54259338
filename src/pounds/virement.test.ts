import { civilDate } from "@concordat/calendar";
import { pence } from "@concordat/ledger";
import { describe, expect, test } from "vitest";
import type { Scheme } from "./fund.ts";
import type { Proposal, ProposalBody } from "./proposal.ts";
import { limitsOn, virementNeeds, whyNoVirement, withBudgetsOn } from "./virement.ts";

const today = civilDate("2026-10-01");

function proposed(body: ProposalBody, rest: Partial<Proposal> = {}): Proposal {
  return {
    id: "p-1",
    fundId: "f-1",
    on: civilDate("2026-05-01"),
    body,
    words: "words",
    party: "council",
    capacity: "Finance",
    proposedAt: "2026-05-01T09:00:00.000Z",
    needs: "host",
    state: "agreed",
    consents: [],
    ...rest,
  };
}

const limits = (hostUpTo: bigint, partnersUpTo?: bigint, on = "2026-04-01"): Proposal =>
  proposed(
    {
      kind: "virement-limits",
      hostUpTo: pence(hostUpTo),
      ...(partnersUpTo !== undefined && { partnersUpTo: pence(partnersUpTo) }),
    },
    { on: civilDate(on), needs: "partners" },
  );

const move = (amount: bigint, from = "beds", to = "carers") =>
  ({ kind: "virement", from, to, amount: pence(amount) }) as const;

describe("invariant 15: who is asked of a transfer", () => {
  test.each([
    ["without limits every partner", [], 1n, "partners"],
    ["up to the host's limit the host alone", [limits(500n, 900n)], 500n, "host"],
    ["a penny above it every partner", [limits(500n, 900n)], 501n, "partners"],
    ["a penny above the partners' limit a board too", [limits(500n, 900n)], 901n, "board"],
    ["without a limit of the partners no board", [limits(500n)], 1_000_000n, "partners"],
    ["by limits that hold only later: every partner", [limits(500n, 900n, "2026-11-01")], 1n, "partners"],
    [
      "by the later of two limits that hold",
      [limits(500n), limits(50n, undefined, "2026-09-01")],
      60n,
      "partners",
    ],
  ] as const)("%s", (_name, held, amount, expected) => {
    expect(virementNeeds(move(amount), held, today)).toBe(expected);
  });

  test.each([
    ["approved by the host alone counts together with it", proposed(move(300n)), "partners"],
    ["still open counts too", proposed(move(300n), { state: "open" }), "partners"],
    ["declined does not count", proposed(move(300n), { state: "declined" }), "host"],
    ["that every partner agreed to does not count", proposed(move(300n), { needs: "partners" }), "host"],
    ["between two other schemes does not count", proposed(move(300n, "beds", "phones")), "host"],
  ] as const)("an earlier transfer %s", (_name, earlier, expected) => {
    expect(virementNeeds(move(300n), [limits(500n), earlier], today)).toBe(expected);
  });

  test("limits that were declined or are still open do not hold", () => {
    expect(limitsOn([{ ...limits(500n), state: "open" }], today)).toBeUndefined();
    expect(limitsOn([{ ...limits(500n), state: "declined" }], today)).toBeUndefined();
    expect(limitsOn([limits(500n)], today)).toMatchObject({ hostUpTo: 500n });
  });
});

const schemes = [
  { key: "beds", name: "Beds", budget: pence(1000n) },
  { key: "carers", name: "Carers", budget: pence(200n) },
] as unknown as readonly Scheme[];

test("budgets are those of the day asked about, and no penny appears or goes", () => {
  const moved = [
    proposed(move(300n)),
    proposed(move(50n, "carers", "beds"), { on: civilDate("2026-09-01") }),
  ];
  const budgets = (on: string): readonly bigint[] =>
    withBudgetsOn({ schemes }, moved, civilDate(on)).schemes.map(({ budget }) => budget);
  expect(budgets("2026-04-30")).toEqual([1000n, 200n]);
  expect(budgets("2026-05-01")).toEqual([700n, 500n]);
  expect(budgets("2026-09-01")).toEqual([750n, 450n]);
  expect(withBudgetsOn({ schemes }, [proposed(move(300n), { state: "open" })], today).schemes).toEqual(
    schemes,
  );
});

test.each([
  ["to a scheme that is none", move(1n, "beds", "boats"), { field: "to", message: /no scheme of this fund/ }],
  [
    "from a scheme that is none",
    move(1n, "boats", "beds"),
    { field: "from", message: /no scheme of this fund/ },
  ],
  ["to itself", move(1n, "beds", "beds"), { field: "to", message: /from Beds to itself/ }],
  [
    "of more than is left",
    move(401n),
    { field: "amount", message: /Beds has £4 neither spent.* £4\.01 was to be moved/ },
  ],
])("a transfer %s is refused", (_name, virement, { field, message }) => {
  const why = whyNoVirement(virement, schemes, pence(400n));
  expect(why).toMatchObject({ field });
  expect(why?.message).toMatch(message);
});

test("all that is left may be moved; of a scheme that overspent nothing, and its shortfall is not told as money", () => {
  expect(whyNoVirement(move(400n), schemes, pence(400n))).toBeUndefined();
  expect(whyNoVirement(move(1n), schemes, pence(-5n))?.message).toContain("Beds has £0 neither spent");
});
