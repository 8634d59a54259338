import { expect, it } from "vitest";
import { makePathways, measuredProposals } from "../test/pathway-rate.ts";

it("the measured pathways are whole: each of eight proposals has its steps", () => {
  const proposals = measuredProposals();
  expect(proposals).toHaveLength(8);
  for (const proposal of proposals) expect(makePathways(1, [proposal])).toBeGreaterThan(10);
});
