import fc from "fast-check";
import { describe, it } from "vitest";
import { voices, type Voice } from "./board.ts";
import {
  evaluateQuorum,
  formatQuorum,
  parseQuorum,
  type Quorum,
  type QuorumCount,
  type QuorumVerdict,
} from "./board-quorum.ts";

const voice = fc.constantFrom(...(Object.keys(voices) as Voice[]).filter((one) => one !== "not-known"));
const amount = fc.oneof(
  fc.record({ kind: fc.constant("number" as const), number: fc.integer({ min: 1, max: 30 }) }),
  fc.integer({ min: 1, max: 9 }).chain((whole) =>
    fc.record({
      kind: fc.constant("part" as const),
      of: fc.integer({ min: 1, max: whole }),
      in: fc.constant(whole),
    }),
  ),
);
const among = fc.oneof(
  fc.constantFrom({ kind: "members" as const }, { kind: "voting-members" as const }),
  voice.map((one) => ({ kind: "voice" as const, voice: one })),
  fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8})?$/).map((words) => ({ kind: "role" as const, words })),
);
const count = fc.record({ kind: fc.constant("count" as const), amount, among });
/** Two levels: all of any, so that brackets are needed and no part is of its parent's kind. */
const quorum: fc.Arbitrary<Quorum> = fc.oneof(
  count,
  fc.record({
    kind: fc.constant("all" as const),
    parts: fc.array(
      fc.oneof(
        count,
        fc.record({
          kind: fc.constant("any" as const),
          parts: fc.array(count, { minLength: 2, maxLength: 3 }),
        }),
      ),
      { minLength: 2, maxLength: 4 },
    ),
  }),
);
const people: fc.Arbitrary<QuorumCount[]> = fc.array(
  fc.record({
    voice: fc.oneof(voice, fc.constant("not-known" as const)),
    role: fc.constantFrom("chair", "member", "officer"),
    voting: fc.constantFrom("yes" as const, "no" as const, "not-known" as const),
    attendsAs: fc.constantFrom("member" as const, "co-optee" as const, "observer" as const),
    count: fc.integer({ min: 0, max: 12 }),
  }),
  { maxLength: 6 },
);
const order: Readonly<Record<QuorumVerdict, number>> = { "not-met": 0, "cannot-tell": 1, met: 2 };

describe("the language of quorums", () => {
  it("reads back what it writes", () => {
    fc.assert(
      fc.property(quorum, (one) => {
        const read = parseQuorum(formatQuorum(one));
        return (
          read.ok &&
          formatQuorum(read.value) === formatQuorum(one) &&
          JSON.stringify(read.value) === JSON.stringify(one)
        );
      }),
    );
  });

  it("never loses a quorum when one more comes", () => {
    fc.assert(
      fc.property(quorum, people, people, people, (one, seats, present, more) => {
        const fewer = evaluateQuorum(one, present, seats);
        return order[evaluateQuorum(one, [...present, ...more], seats)] >= order[fewer];
      }),
    );
  });

  it("throws at no text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const read = parseQuorum(text);
        return read.ok ? formatQuorum(read.value) !== "" : read.problems.length === 1;
      }),
    );
  });
});
