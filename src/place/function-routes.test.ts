import { describe, expect, it } from "vitest";
import { readRoutes } from "./function-routes.ts";

const cases: readonly (readonly [string, string, string, readonly string[], readonly string[]])[] = [
  ["-", "-", "finance", [], []],
  [
    "committee; place committee; another ICB; trust; council",
    "s65Z5, s65Z6, s75",
    "nhs",
    ["committee", "icb", "trust", "council", "joint-committee"],
    [],
  ],
  [
    "committee; council by s75 for delivery, not eligibility",
    "s65Z5, s75",
    "nhs",
    ["committee", "council"],
    [],
  ],
  [
    "committee; joint committee with NHS England",
    "s65Z5, s65Z6",
    "nhs",
    ["committee", "joint-committee"],
    [],
  ],
  ["committee; officer within limits", "s75", "joint", ["committee", "officer"], []],
  ["committee; officer; another trust", "s65Z5", "nhs", ["committee", "officer", "trust"], []],
  ["icb (delegated to all by 2023-04-01)", "s65Z5 delegation", "nhs", ["icb"], []],
  [
    "icb: 59 services from 2024-04-01 in East of England, Midlands, North West; 70 services for all regions incl. London from 2025-04-01; rest kept",
    "s65Z5 delegation",
    "nhs",
    ["icb"],
    ["70 services for all regions incl. London from 2025-04-01", "rest kept"],
  ],
  ["NHS body by s75; others by Care Act s79", "s75; s79", "care", ["icb", "trust", "nhs-england", "any"], []],
  ["NHS trust by s75 for hosting", "s75", "care", ["trust"], []],
  ["any body (s252A(7))", "local resilience forum", "resilience", ["any"], []],
  [
    "portfolio holder; officer (director of public health)",
    "s75, s101(5)",
    "public-health",
    ["portfolio-holder", "officer", "joint-committee"],
    [],
  ],
  [
    "sub-committee; officer for drafting",
    "s198 joint boards",
    "joint",
    ["committee", "officer", "joint-committee"],
    [],
  ],
  ["chair under delegation until next meeting", "s75", "joint", ["chair"], []],
  [
    "nhs-england; UKHSA; icb by s7B direction",
    "s7A agreement; s7B direction",
    "public-health",
    ["nhs-england", "icb"],
    ["UKHSA"],
  ],
  ["trust under direction; other council", "s75 limited", "children", ["council"], ["trust under direction"]],
  ["trust or company by contract; officer", "-", "leisure", ["officer"], ["trust or company by contract"]],
  [
    "not enquiries by s79 (bar to be checked)",
    "s75 with limits",
    "care",
    [],
    ["not enquiries by s79 (bar to be checked)"],
  ],
  [
    "cannot delegate the duty away from a decision",
    "s65Z5",
    "involvement",
    [],
    ["cannot delegate the duty away from a decision"],
  ],
  ["joint committee", "SI 2013/218 reg 30; s101(5)", "scrutiny", ["joint-committee"], []],
];

describe("to whom a function may be delegated", () => {
  it.each(cases)("is read from “%s” (joint: %s, %s)", (words, joint, sector, allowed, unread) => {
    const routes = readRoutes(words, joint, sector);
    expect([...routes.allowed]).toEqual(allowed);
    expect(routes.unread).toEqual(unread);
  });
});
