import { civilDate } from "@concordat/calendar";
import { expect, test } from "vitest";
import { petitionOn, petitionStanding, signaturesInWords, type Petition } from "./petition.ts";

const petition: Petition = {
  id: "1",
  slug: "council-1",
  number: 1,
  board: { id: "b", slug: "council", name: "The council" },
  startedOn: civilDate("2026-10-01"),
  closesOn: civilDate("2026-12-01"),
  threshold: 3,
  signatures: 3,
  reachedOn: civilDate("2026-10-20"),
  state: "published",
  moderatedOn: civilDate("2026-10-05"),
  meeting: { id: "m", slug: "council-2026-11-30", on: civilDate("2026-11-30") },
  notedOn: civilDate("2026-10-25"),
  title: "Mend the lift",
  words: "It is out of use.",
  basis: "kept-here",
  audience: "public",
};
const counts = [
  { petitionId: "1", on: civilDate("2026-10-20"), signatures: 3 },
  { petitionId: "1", on: civilDate("2026-10-06"), signatures: 1 },
  { petitionId: "2", on: civilDate("2026-10-06"), signatures: 9 },
];

test.each([
  ["2026-10-02", "Nobody has read it yet."],
  ["2026-10-05", "0 people have signed. It needs three more by 1 December 2026."],
  ["2026-10-19", "One person has signed. It needs two more by 1 December 2026."],
  ["2026-10-20", "3 people have signed. That is enough: it must go on the agenda."],
  ["2026-10-25", "3 people have signed. It is on the agenda of 30 November 2026."],
])("on %s a petition shows what was so then", (on, words) => {
  const day = civilDate(on);
  expect(petitionStanding(petitionOn(petition, counts, day), day)).toBe(words);
});

test.each([
  [
    "before the board said so",
    "2026-10-21",
    "3 people have signed. That is enough: it must go on the agenda.",
  ],
  [
    "from the day on which it said so",
    "2026-10-22",
    "3 people have signed. The board hears it by 10 November 2026.",
  ],
  ["after that", "2026-11-11", "3 people have signed. That is enough: it must go on the agenda."],
])("a petition that is heard later stands %s as it did then", (_when, on, words) => {
  const { meeting: _meeting, notedOn: _notedOn, ...waiting } = petition;
  const deferred = {
    ...waiting,
    deferredWhy: "The lift is being mended.",
    deferredUntil: civilDate("2026-11-10"),
    deferredOn: civilDate("2026-10-22"),
  };
  const day = civilDate(on);
  expect(petitionStanding(petitionOn(deferred, counts, day), day)).toBe(words);
  // Of a deferral whose day nobody kept nothing is said of past days.
  const { deferredOn: _deferredOn, ...unknown } = deferred;
  expect(petitionOn(unknown, counts, day)).not.toHaveProperty("deferredUntil");
});

test("a petition that had enough and whose signers left since must go on the agenda still (invariant 24)", () => {
  const { meeting: _meeting, notedOn: _notedOn, ...waiting } = petition;
  const left = [...counts, { petitionId: "1", on: civilDate("2026-10-23"), signatures: 1 }];
  const day = civilDate("2026-10-24");
  const stood = petitionOn({ ...waiting, signatures: 1 }, left, day);
  expect(petitionStanding(stood, day)).toBe(
    "One person has signed. It had the 3 it needed on 20 October 2026: it must go on the agenda.",
  );
});

test("before the first signature nobody had signed, even if it left on the same day", () => {
  const left = [
    { petitionId: "1", on: civilDate("2026-10-06"), signatures: 0 },
    { petitionId: "1", on: civilDate("2026-10-20"), signatures: 3 },
  ];
  expect(petitionOn(petition, left, civilDate("2026-10-05")).signatures).toBe(0);
});

test.each([
  [7, "7 of the 120 that the board's rule asked for on the first day"],
  [undefined, "Not held for this day. The board's rule asked for 120 on the first day."],
])("of %s signatures it is said how many were asked for", (signatures, words) => {
  expect(signaturesInWords({ signatures, threshold: 120 })).toBe(words);
});

test("a petition that nobody had read then shows no words, and one whose count has no days says so", () => {
  expect(petitionOn(petition, counts, civilDate("2026-10-04"))).not.toHaveProperty("words");
  const day = civilDate("2026-10-19");
  expect(petitionStanding(petitionOn(petition, [], day), day)).toBe(
    "How many had signed by then is not held here. It needs 3 in all by 1 December 2026.",
  );
});
