import { describe, expect, it } from "vitest";
import { hashPassword, passwordFits, passwordProblems } from "./password.ts";

const about = ["sam.okafor@aldermere.example", "sam.okafor", "Sam Okafor"];

describe("what a password must be", () => {
  it.each([
    ["eleven characters", "gravel-moss", "identity.password-short"],
    ["nothing", "", "identity.password-short"],
    ["more than 200 characters", "gravel ".repeat(30), "identity.password-long"],
    ["a password many use", "Password1234", "identity.password-common"],
    ["one character again and again", "aaaaaaaaaaaaaa", "identity.password-common"],
    ["one's own address", "sam.okafor@aldermere.example", "identity.password-personal"],
    ["one's own name with a year", "Sam Okafor2026", "identity.password-personal"],
  ])("refuses %s", (_name, password, code) => {
    expect(passwordProblems(password, about)).toMatchObject([{ code, field: "password" }]);
  });

  it("takes three random words, and any characters", () => {
    expect(passwordProblems("gravel moss tram", about)).toEqual([]);
    expect(passwordProblems("håndbold 🥾 sneeze", about)).toEqual([]);
  });

  it("says how long it is and what to do", () => {
    const [problem] = passwordProblems("short", about);
    expect(problem?.message).toBe(
      "Your password has 5 characters. Use at least 12; three random words are easy to remember.",
    );
  });
});

describe("keeping a password", () => {
  it("keeps it as argon2id with the stated cost, salted", async () => {
    const [first, second] = await Promise.all([
      hashPassword("gravel moss tram"),
      hashPassword("gravel moss tram"),
    ]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(second).not.toBe(first);
  });

  it("fits the same password, however its accents were typed, and no other", async () => {
    const kept = await hashPassword("café gravel tram");
    expect(await passwordFits(kept, "cafe\u0301 gravel tram")).toBe(true);
    expect(await passwordFits(kept, "cafe gravel tram")).toBe(false);
  });

  it("fits nothing where nothing is kept", async () => {
    expect(await passwordFits(undefined, "nobody has this password")).toBe(false);
  });

  it("takes about as long where nothing is kept, so that the time does not tell who has an account (invariant 5)", async () => {
    const kept = await hashPassword("gravel moss tram");
    const quickest = async (hash: string | undefined): Promise<number> => {
      const times: number[] = [];
      for (let count = 0; count < 6; count += 1) {
        const start = performance.now();
        await passwordFits(hash, "wrong password");
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    expect(await quickest(undefined)).toBeGreaterThan((await quickest(kept)) / 3);
  });
});
