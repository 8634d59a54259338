import { expect, test } from "vitest";
import { makeGlossaryFinder } from "./glossary.ts";

const terms = [
  "Committee in common",
  "DCS (director of children's services)",
  "DTOC (delayed transfer of care)",
  "ICB (integrated care board)",
  "INT (integrated neighbourhood team)",
  "Joint committee",
  "Neighbourhood",
  "Pre-election period (purdah)",
  "Quorum",
  "Section 75",
  "Trajectory",
].map((term) => ({ term, meaning: "A meaning." }));
const find = makeGlossaryFinder(terms);

test.each([
  ["<p>The ICB met. An integrated care board meets in public.</p>", ["ICB (integrated care board)"]],
  ["<p>Two committees in common and three ICBs</p>", ["Committee in common", "ICB (integrated care board)"]],
  ["<p>Trajectories of delayed transfers of care</p>", ["Trajectory", "DTOC (delayed transfer of care)"]],
  ["<p>An integrated neighbourhood team</p>", ["INT (integrated neighbourhood team)"]],
  ["<p>A neighbourhood and its integrated neighbourhood team</p>", ["Neighbourhood", terms[4]?.term]],
  ["<p>An int is no team, and inquorate is no quorum-like word.</p>", []],
  ["<p>The neighbourhood's director of children&#39;s services</p>", ["Neighbourhood", terms[1]?.term]],
  ["<p>Before an election: the <strong>pre-election period</strong>.</p>", ["Pre-election period (purdah)"]],
  ["<p>A section 75 agreement</p>", ["Section 75"]],
  ["<p>Section 75 of the Care Act 2014, section 75(2) and section 751</p>", []],
  ["<tr><td>joint</td><td>committee</td></tr>", []],
  ['<a href="/quorum" title="Quorum">here</a><svg><text>Quorum</text></svg>', []],
])("in %s are found %j", (html, expected) => {
  expect(find(html).map(({ term }) => term)).toEqual(expected);
});

test("nothing is found with an empty glossary", () => {
  expect(makeGlossaryFinder([])("<p>Quorum</p>")).toEqual([]);
});
