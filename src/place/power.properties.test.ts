import { addDays, civilDate as day } from "@concordat/calendar";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testFunction, testHolder, testLine, testWorld } from "../../test/support/powers.ts";
import { daysOverlap } from "./in-being.ts";
import { delegationProblems, type ProposedDelegation } from "./power-delegation-check.ts";
import type { Delegation } from "./power-delegation.ts";
import type { LimitPence } from "./power-limit.ts";
import { partyKey } from "./power-party.ts";
import { whoMayDecide } from "./power.ts";

const parties = [
  "nhs-west-icb",
  "nhs-east-icb",
  "mere-council",
  "dale-council",
  "nhs-west-icb board mere-committee",
  "nhs-west-icb:Chief officer",
  "mere-council:Director",
  "board mere-partnership",
] as const;
const days = ["2022-07-01", "2023-04-01", "2024-04-01", "2025-04-01", "2026-04-01"] as const;
const areas = ["west", "mere", "upper-mere", "dale"] as const;

const party = fc.constantFrom(...parties);
const lineShape = fc.record({
  function: fc.constantFrom("asked", "other"),
  from: party,
  to: party,
  begins: fc.integer({ min: 0, max: 3 }),
  ends: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  limit: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  area: fc.option(fc.constantFrom(...areas), { nil: undefined }),
  passesOn: fc.boolean(),
});
type Shape = typeof lineShape extends fc.Arbitrary<infer T> ? T : never;

const shapes = fc
  .array(lineShape, { maxLength: 12 })
  .map((all) =>
    all.filter((one) => one.from !== one.to && (one.ends === undefined || one.ends > one.begins)),
  );
const question = fc.record({
  area: fc.constantFrom("mere", "upper-mere", "dale"),
  at: fc.constantFrom("2022-08-01", "2023-06-01", "2024-06-01", "2025-06-01", "2026-06-01"),
  amount: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
});

const asked = testFunction("asked", [testHolder("holder", "icb", "2022-07-01/")]);
const other = testFunction("other", [testHolder("holder", "upper-tier-council", "2013-04-01/")]);

function lineOf(one: Shape, index: number): Delegation {
  return testLine(`${index}`, [one.function, one.from, one.to], {
    when: `${days[one.begins]}/${one.ends === undefined ? "" : days[one.ends]}`,
    passesOn: one.passesOn,
    ...(one.limit !== undefined && { limit: BigInt(one.limit) }),
    ...(one.area && { area: one.area }),
  });
}

const holderFor = { mere: "nhs-west-icb", "upper-mere": "nhs-west-icb", dale: "nhs-east-icb" } as const;
const areasAround = {
  mere: ["mere", "west"],
  "upper-mere": ["upper-mere", "mere", "west"],
  dale: ["dale", "east"],
} as const;
const bodyOf = (text: string): string => text.split(/:| board /)[0]!;
const eastGone = (text: string, at: string): boolean => bodyOf(text) === "nhs-east-icb" && at >= "2026-04-01";

/** By hand, from the words of the invariants: everybody at the end of an unbroken chain of lines that hold. */
function reachable(
  lines: readonly Shape[],
  ask: { area: keyof typeof holderFor; at: string; amount?: number | undefined },
): readonly string[] {
  const root = holderFor[ask.area];
  const found = new Set<string>();
  if (eastGone(root, ask.at)) return [];
  found.add(root);
  const holds = (one: Shape): boolean =>
    one.function === "asked" &&
    days[one.begins]! <= ask.at &&
    (one.ends === undefined || ask.at < days[one.ends]!) &&
    (one.limit === undefined || ask.amount === undefined || ask.amount <= one.limit) &&
    (one.area === undefined || (areasAround[ask.area] as readonly string[]).includes(one.area)) &&
    !eastGone(one.from, ask.at) &&
    !eastGone(one.to, ask.at);
  const walk = (at: string, received: Shape | undefined, used: readonly string[]): void => {
    for (const one of lines.filter(holds)) {
      if (one.from !== at || used.includes(one.to)) continue;
      const body = received && !received.to.includes(":") && !received.to.includes("board");
      if (
        received &&
        !received.passesOn &&
        !(body && bodyOf(received.to) === bodyOf(one.to) && !one.to.startsWith("board"))
      )
        continue;
      found.add(one.to);
      walk(one.to, one, [...used, one.to]);
    }
  };
  walk(root, undefined, [root]);
  return [...found].toSorted();
}

function keyOf(text: string): string {
  const [body, post] = text.split(":");
  if (text.includes("board ")) return `board:${text.split("board ")[1]!}`;
  return post === undefined ? `organisation:${body!}` : `post:${body!}:${post.toLowerCase()}`;
}

/** Whether lines that share a day with it lead from its receiver back to its maker. */
function leadsBack(line: Delegation, lines: readonly Delegation[]): boolean {
  const name = (one: Delegation["from"]): string => JSON.stringify(one);
  const reached = new Set([name(line.to)]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const one of lines)
      if (daysOverlap(one, line) && reached.has(name(one.from))) reached.add(name(one.to));
  }
  return reached.has(name(line.from));
}

describe("who may decide", () => {
  it("is everybody whom a chain of lines in force reaches from the holder, and nobody else", () => {
    fc.assert(
      fc.property(shapes, question, (lines, ask) => {
        const world = testWorld({ functions: [asked, other], delegations: lines.map(lineOf) });
        const answer = whoMayDecide(world, {
          function: asked,
          area: world.areasBySlug.get(ask.area)!,
          at: day(ask.at),
          ...(ask.amount !== undefined && { amount: BigInt(ask.amount) as LimitPence }),
        });
        expect(answer.deciders.map((one) => one.key).toSorted()).toEqual(
          reachable(lines, ask as Parameters<typeof reachable>[1])
            .map(keyOf)
            .toSorted(),
        );
        for (const one of answer.deciders) {
          const limits = one.chain.flatMap((link) => (link.limit === undefined ? [] : [link.limit]));
          expect(one.limit).toBe(limits.length === 0 ? undefined : limits.reduce((a, b) => (a < b ? a : b)));
          expect(
            one.chain.every((link, index) => index === 0 || link.from === one.chain[index - 1]!.to),
          ).toBe(true);
          expect(one.provision).toBe("An Act s1");
        }
        expect(answer.deciders.map((one) => one.rank)).toEqual(
          answer.deciders.map((one) => one.rank).toSorted((a, b) => b - a),
        );
      }),
      { numRuns: 400 },
    );
  });

  it("never goes round in circles and never offers more than was passed on, when every line was checked as it was entered", () => {
    fc.assert(
      fc.property(shapes, (lines) => {
        const kept: Delegation[] = [];
        for (const [index, one] of lines.entries()) {
          const line = lineOf(one, index);
          const world = testWorld({ functions: [asked, other], delegations: kept });
          const { functionId, ...rest } = line;
          const given: ProposedDelegation = { ...rest, function: functionId === asked.id ? asked : other };
          if (delegationProblems(world, given).length === 0) kept.push(line);
        }
        const byHolder = kept.filter((one) => one.functionId === asked.id);
        const world = testWorld({ functions: [asked, other], delegations: kept });
        for (const line of byHolder) {
          // Whoever delegates, and whoever receives, may itself decide as much on the first day, and on the last.
          const own = world.bodies.get(line.from.organisationId!)!.areaId!;
          const area = world.areas.get(line.areaId ?? own)!;
          const last = line.endsOn === undefined ? line.beginsOn : addDays(line.endsOn, -1);
          for (const at of [line.beginsOn, last]) {
            const amount = line.limit === undefined ? {} : { amount: line.limit };
            const { deciders } = whoMayDecide(world, { function: asked, area, at, ...amount });
            const keys = deciders.map((one) => one.key);
            expect(keys).toContain(partyKey(line.from, world.boards));
            expect(keys).toContain(partyKey(line.to, world.boards));
          }
          expect(leadsBack(line, byHolder)).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });
});
