import { civilDate } from "@concordat/calendar";
import { expect, test } from "vitest";
import { areaOf, partiesOf, partnerProblems } from "./partners.ts";

type Body = Parameters<typeof areaOf>[0];

const begins = civilDate("2026-04-01");
const body = (name: string, kind: Body["kind"], rest: Partial<Body> = {}): Body => ({
  id: name as Body["id"],
  name,
  kind,
  basis: "illustrative",
  ...rest,
});
const area = (name: string): Pick<Body, "area"> => ({
  area: { id: name, slug: name, name } as Body["area"] & {},
});
const council = body("Vale Council", "council", area("vale"));
const icb = body("Vale ICB", "icb", area("wide"));
const hospital = body("Vale Hospital", "trust");

/** What is said of a last partner, after the ICB. */
function said(typed: string, last: Body | undefined): readonly string[] {
  const named = [
    { field: "partner", typed: "vale-icb", body: icb },
    { field: "otherPartners", typed, body: last },
  ];
  return partnerProblems(council, named, begins).map(({ field, message }) => `${field}: ${message}`);
}

test.each([
  ["nobody", undefined, "No body here has the address “nobody”. Write the last part of its address."],
  ["vale-council", council, "“vale-council” is the host. Name the other partners only."],
  ["vale-icb", icb, "“vale-icb” is named twice. Name it once."],
  [
    "real-trust",
    body("Real Trust", "trust", { basis: "compiled" }),
    "“real-trust” is real, and the host is made up. Name bodies that are made up too.",
  ],
  [
    "hill-council",
    body("Hill Council", "district-council"),
    "“hill-council” is a second council beside Vale Council. An agreement here has one: make another with Hill Council.",
  ],
  [
    "old-trust",
    body("Old Trust", "trust", { endsOn: begins }),
    "Old Trust is not in being on 1 April 2026, when the agreement begins. Choose another body or another day.",
  ],
  [
    "new-trust",
    body("New Trust", "trust", { beginsOn: civilDate("2026-04-02") }),
    "New Trust is not in being on 1 April 2026, when the agreement begins. Choose another body or another day.",
  ],
])("invariant 24: %s may not be a further partner, and the field says why", (typed, last, expected) => {
  expect(said(typed, last)).toEqual([`otherPartners: ${expected}`]);
});

test("invariant 24: several NHS bodies of one kind are parties under keys of their own", () => {
  const second = body("Hill Hospital", "trust");
  expect(said("vale-hospital", hospital)).toEqual([]);
  expect(
    partiesOf([council, icb, hospital, second]).map(({ key, sector, host }) => [key, sector, host]),
  ).toEqual([
    ["council", "council", true],
    ["icb", "nhs", false],
    ["trust", "nhs", false],
    ["trust-2", "nhs", false],
  ]);
});

test.each([
  ["the council's, though an NHS body hosts it", icb, [hospital, council], "vale"],
  ["the first partner's that has one, without a council", hospital, [body("Other", "other"), icb], "wide"],
  ["the host's, where no partner has one", icb, [hospital], "wide"],
])("a fund lies in an area: %s", (_why, host, partners, expected) => {
  expect(areaOf(host, partners)?.name).toBe(expected);
});
