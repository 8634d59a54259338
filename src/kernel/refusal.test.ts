import { describe, expect, test } from "vitest";
import {
  assert,
  Conflict,
  Gone,
  Invalid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  Refusal,
  TooMuch,
  TooOften,
  Unavailable,
} from "./refusal.ts";

describe("a refusal", () => {
  test.each([
    [NotSignedIn, 401],
    [NotAllowed, 403],
    [NotFound, 404],
    [Conflict, 409],
    [Gone, 410],
    [TooMuch, 413],
    [TooOften, 429],
    [Unavailable, 503],
  ] as const)("%o has status %d, its own name, a stable code and a sentence", (Kind, status) => {
    const refusal = new Kind("test.refused", { message: "This cannot be done." });
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toBeInstanceOf(Error);
    expect(refusal.status).toBe(status);
    expect(refusal.name).toBe(Kind.name);
    expect(refusal.code).toBe("test.refused");
    expect(refusal.message).toBe("This cannot be done.");
    expect(refusal.facts).toEqual({});
  });

  test("carries facts for machines", () => {
    expect(new Conflict("test.refused", { message: "No.", facts: { until: "2026-12-01" } }).facts).toEqual({
      until: "2026-12-01",
    });
  });

  test("of an input says every problem at once, in its sentence too", () => {
    const problems = [
      { code: "input.a", field: "name", message: "Enter the name." },
      { code: "input.b", field: "from", message: "Enter a day." },
    ];
    const refusal = new Invalid(problems);
    expect(refusal.status).toBe(422);
    expect(refusal.code).toBe("input.invalid");
    expect(refusal.problems).toEqual(problems);
    expect(refusal.message).toBe("Enter the name. Enter a day.");
  });
});

describe("a broken invariant", () => {
  test("is a bug and no refusal, so that it is logged and answered with 500", () => {
    const broken = (): void => assert(1 + 1 === 3, "two and two is four");
    expect(broken).toThrow("Broken invariant: two and two is four.");
    expect(broken).not.toThrow(Refusal);
    expect(() => assert(true, "what is true holds")).not.toThrow();
  });
});
