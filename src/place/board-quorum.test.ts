import { describe, expect, it } from "vitest";
import type { Voice } from "./board.ts";
import { balanceOfGroups } from "./board-political.ts";
import {
  evaluateQuorum,
  formatQuorum,
  parseQuorum,
  quorumInWords,
  type Quorum,
  type QuorumCount,
} from "./board-quorum.ts";
import { checkRule, ruleInWords } from "./board-rule.ts";

function quorum(text: string): Quorum {
  const read = parseQuorum(text);
  if (!read.ok) throw new Error(read.problems[0]!.message);
  return read.value;
}

function people(voice: Voice, count: number | undefined, more: Partial<QuorumCount> = {}): QuorumCount {
  return {
    voice,
    role: voice,
    voting: "yes",
    attendsAs: "member",
    ...(count !== undefined && { count }),
    ...more,
  };
}

const board = [
  people("council-elected", 6),
  people("nhs-commissioner", 3),
  people("voluntary", 2),
  people("other", 1, { attendsAs: "observer" }),
];

describe("a quorum", () => {
  it.each([
    ["4", [people("council-elected", 4)], "met", "four members"],
    [
      "4",
      [people("council-elected", 3), people("other", 1, { attendsAs: "observer" })],
      "not-met",
      "an observer does not count",
    ],
    ["a third of members", [people("voluntary", 4)], "met", "a third of 11 is 3.67, so four"],
    ["a third", [people("voluntary", 3)], "not-met", "three of 11 are less than a third"],
    ["half", [people("voluntary", 6)], "met", "half of 11, rounded up"],
    [
      "more than half of council-elected",
      [people("council-elected", 3)],
      "not-met",
      "three of six is half, not more",
    ],
    ["more than half of council-elected", [people("council-elected", 4)], "met", "four of six"],
    ["2/3 of council-elected", [people("council-elected", 4)], "met", "two thirds of six"],
    [
      "3 and 1 council-elected and 1 nhs-commissioner",
      [people("council-elected", 3)],
      "not-met",
      "nobody from the NHS",
    ],
    [
      "3 and 1 council-elected and (1 nhs-commissioner or 1 nhs-provider)",
      [people("council-elected", 2), people("nhs-provider", 1)],
      "met",
      "either NHS voice will do",
    ],
    [
      '2 and 1 "chair"',
      [people("independent", 1, { role: "Chair of the board" }), people("other", 1)],
      "met",
      "the chair by role",
    ],
    ["1 council-elected", [people("not-known", 1)], "cannot-tell", "the one present may be a councillor"],
    [
      "1 voting",
      [people("other", 1, { voting: "not-known" })],
      "cannot-tell",
      "whether it votes is not known",
    ],
    ["3", [people("other", undefined)], "cannot-tell", "how many came is not known"],
    ["2 and 1 council-elected", [people("not-known", 1)], "not-met", "too few, whoever it is"],
  ] as const)("%s with %j is %s: %#", (text, present, verdict, _because) => {
    expect(evaluateQuorum(quorum(text), present, board)).toBe(verdict);
  });

  it("cannot tell a part of a whole that is not known", () => {
    const unknown = [people("council-elected", undefined)];
    expect(evaluateQuorum(quorum("a quarter"), [people("council-elected", 9)], unknown)).toBe("cannot-tell");
    expect(evaluateQuorum(quorum("a quarter"), [people("council-elected", 9)], [])).toBe("cannot-tell");
  });

  it.each([
    [
      "a third of members and 1 council-elected",
      "at least a third of the members (4 of 11), and at least one member for Council, elected",
    ],
    ["more than half of voting", "more than half of the voting members (6 of 11)"],
    ['1 "chair" or 3/7', "at least one member called “chair”, or at least 3/7 of the members (5 of 11)"],
    [
      "(1 other or 2) and 3",
      "(at least one member for Other, or at least two members), and at least three members",
    ],
  ])("%s is, in words: %s", (text, words) => {
    expect(quorumInWords(quorum(text), board)).toBe(words);
  });

  it("binds and closer than or, as people read it", () => {
    expect(formatQuorum(quorum("1 or 2 and 3"))).toBe("1 members or (2 members and 3 members)");
  });

  it.each([
    ["", "it breaks off where a number should stand"],
    ["0", "“0” is not a number from 1 to 9999"],
    ["4 bishops", "“bishops” is no voice"],
    ["1 not-known", "“not-known” is no voice"],
    ["1 constructor", "“constructor” is no voice"],
    ["(4", "a bracket is not closed"],
    ["4 members 5", "“5” is not expected there"],
    ["5/4", "“5/4” is not a part of the whole"],
    ["more than 4", "after “more than” a part such as “half” should stand"],
    ["4 and", "it breaks off where a number should stand"],
    [`${"(".repeat(20)}1${")".repeat(20)}`, "brackets go deeper than 10"],
  ])("%j is refused: %s", (text, reason) => {
    const read = parseQuorum(text);
    expect(read.ok ? "" : read.problems[0]!.message).toContain(reason);
  });
});

describe("a rule of a board", () => {
  it.each([
    ["notice", "5", "A meeting is announced at least five clear days before."],
    ["call-in", "5", "A decision can be called in for five working days after it is published."],
    ["decides-by", "Consensus", "It decides by consensus, not by votes."],
    [
      "political-balance",
      "waived",
      "The councils have agreed without dissent that its seats need not be in proportion to political groups.",
    ],
    ["other", "chair rotates yearly", "In the source's words: chair rotates yearly."],
    ["quorum", "4", "It needs at least four members."],
  ] as const)("%s: %s reads %s", (kind, text, words) => {
    const checked = checkRule(kind, text);
    expect(checked.ok && ruleInWords({ kind, rule: checked.value }, [])).toBe(words);
  });

  it.each([
    ["notice", "soon"],
    ["notice", "366"],
    ["call-in", "-1"],
    ["decides-by", "lot"],
    ["political-balance", "perhaps"],
    ["quorum", "enough"],
  ] as const)("%s: %s is refused", (kind, text) => {
    expect(checkRule(kind, text).ok).toBe(false);
  });
});

describe("political balance", () => {
  const council = [
    { group: "Mere", seats: 9 },
    { group: "Vale", seats: 4 },
    { group: "independent", seats: 2 },
  ];

  it.each([
    [[3, 1, 1], true, true, "exact shares 3, 1.33 and 0.67"],
    [[3, 2, 0], true, true, "both neighbours of a share are near"],
    [[5, 0, 0], false, false, "all to one group"],
    [[2, 2, 1], false, true, "the majority lost its majority"],
  ] as const)(
    "%j of five: proportionate %s, not all to one %s: %s",
    ([mere, vale, independent], proportionate, notAll, _because) => {
      const body = [
        { group: "Mere", seats: mere },
        { group: "Vale", seats: vale },
        { group: "independent", seats: independent },
      ].filter((one) => one.seats > 0);
      const balance = balanceOfGroups(council, body);
      expect(balance.proportionate).toBe(proportionate);
      expect(balance.notAllToOne).toBe(notAll);
      expect(balance.majorityKept).toBe(mere >= 3);
    },
  );

  it("names no majority where no group has one", () => {
    const hung = [
      { group: "A", seats: 2 },
      { group: "B", seats: 2 },
    ];
    expect(balanceOfGroups(hung, hung).majorityKept).toBeUndefined();
  });

  it("refuses what is no council, and a group that the council has not", () => {
    expect(() => balanceOfGroups([], [])).toThrow(RangeError);
    expect(() => balanceOfGroups(council, [{ group: "Other", seats: 1 }])).toThrow(
      "Other has a seat on the body",
    );
  });
});
