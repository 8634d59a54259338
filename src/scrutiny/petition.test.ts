import { civilDate } from "@concordat/calendar";
import { expect, test } from "vitest";
import { petitionOn, petitionStanding, type Petition } from "./petition.ts";

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

test("a petition that nobody had read then shows no words, and one whose count has no days says so", () => {
  expect(petitionOn(petition, counts, civilDate("2026-10-04"))).not.toHaveProperty("words");
  const day = civilDate("2026-10-19");
  expect(petitionStanding(petitionOn(petition, [], day), day)).toBe(
    "How many had signed by then is not held here. It needs 3 in all by 1 December 2026.",
  );
});
