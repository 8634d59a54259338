import { describe, expect, test } from "vitest";
import { Invalid } from "../kernel/index.ts";
import { readConfig, withPort } from "./config.ts";

/** What the start would say of these settings, a sentence each; empty when they can be used. */
function saidOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return error.problems.map((problem) => problem.message);
  }
}

test("No proxy is trusted unless it is said how many stand in front", () => {
  expect(readConfig({}).trustProxy).toBe(false);
  expect(readConfig({ CONCORDAT_TRUST_PROXY: "" }).trustProxy).toBe(false);
  expect(readConfig({ CONCORDAT_TRUST_PROXY: "0" }).trustProxy).toBe(false);
  expect(readConfig({ CONCORDAT_TRUST_PROXY: "1" }).trustProxy).toBe(1);
  expect(readConfig({ CONCORDAT_TRUST_PROXY: "2" }).trustProxy).toBe(2);
});

test.each(["yes", "true", "-1", "1.5", "100"])(
  "%s is no number of proxies, and the start says so",
  (CONCORDAT_TRUST_PROXY) => {
    expect(() => readConfig({ CONCORDAT_TRUST_PROXY })).toThrow(
      "CONCORDAT_TRUST_PROXY must be the number of proxies in front, such as 1; 0 for none.",
    );
  },
);

describe("a setting that cannot be used is named in a sentence", () => {
  const port = "PORT must be a whole number from 0 to 65535, such as 8080.";
  const levels = "LOG_LEVEL must be one of fatal, error, warn, info, debug, silent.";
  const from = "MAIL_FROM must be an address such as no-reply@example.org, or Name <no-reply@example.org>.";
  const now = "CONCORDAT_NOW must be a moment with its zone, such as 2026-11-21T09:00:00Z.";
  test.each([
    ["PORT", " ", port],
    ["PORT", "99999", port],
    ["PORT", "80.5", port],
    ["PORT", "1e3", port],
    ["PORT", "-1", port],
    ["HOST", " ", "HOST must be an address of this machine, such as 127.0.0.1, without spaces."],
    ["CONCORDAT_DATA", " ", "CONCORDAT_DATA must name a folder."],
    ["LOG_LEVEL", "loud", levels],
    ["MAIL_FROM", "nonsense", from],
    ["MAIL_FROM", "Concordat <nobody>", from],
    ["MAIL_FROM", "a@b.example, c@d.example", from],
    ["CONCORDAT_NOW", "2026", now],
    ["CONCORDAT_NOW", "Tuesday 5", now],
    ["CONCORDAT_NOW", "2026-02-30T09:00:00Z", now],
    ["CONCORDAT_NOW", "2026-11-21T09:00:00", now],
    [
      "CONCORDAT_ORIGIN",
      "example.org",
      "CONCORDAT_ORIGIN must begin with http:// or https:// and name a machine.",
    ],
  ])("%s=%j", (name, value, sentence) => {
    expect(saidOf({ [name]: value })).toEqual([`${sentence} It is "${value}".`]);
  });

  test("but the value of one that may hold a password is not repeated", () => {
    expect(saidOf({ DATABASE_URL: "mysql://me:hush@db", SMTP_URL: "me:hush@mail" })).toEqual([
      "DATABASE_URL must begin with postgres://.",
      "SMTP_URL must begin with smtp:// or smtps:// and name a machine.",
    ]);
  });

  test("all of them at once, those that need another included", () => {
    expect(saidOf({ PORT: "x", LOG_LEVEL: "loud", OIDC_CLIENT_ID: "concordat" })).toEqual([
      `${port} It is "x".`,
      `${levels} It is "loud".`,
      "OIDC_CLIENT_ID is set without OIDC_ISSUER: it is the address of the identity provider. Set both or neither.",
    ]);
  });
});

test.each([
  [{ OIDC_ISSUER: "https://id.example" }, "OIDC_ISSUER is set without OIDC_CLIENT_ID"],
  [{ OIDC_CLIENT_ID: "concordat" }, "OIDC_CLIENT_ID is set without OIDC_ISSUER"],
  [{ OIDC_CLIENT_SECRET: "hush" }, "OIDC_CLIENT_SECRET is set without OIDC_CLIENT_ID"],
  [{ READ_DATABASE_URL: "postgres://db/replica" }, "READ_DATABASE_URL is set without DATABASE_URL"],
])("%j means nothing alone, and is not passed over without a word", (env, beginning) => {
  const said = saidOf(env);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(new RegExp(`^${beginning}: .*Set both or neither\\.$`));
});

test("Settings that fit are taken as they are", () => {
  const config = readConfig({
    PORT: "0",
    OIDC_ISSUER: "https://id.example/realm",
    OIDC_CLIENT_ID: "concordat",
    OIDC_CLIENT_SECRET: "hush",
    CONCORDAT_NOW: "2026-07-01T10:00:00+01:00",
    MAIL_FROM: "no-reply@example.org",
    LOG_LEVEL: "",
    DATABASE_URL: "postgres://me:hush@db.example:5433/concordat",
    READ_DATABASE_URL: "postgresql:///concordat?host=/var/run/postgresql",
  });
  expect(config).toMatchObject({
    port: 0,
    oidc: { issuer: "https://id.example/realm", clientId: "concordat", clientSecret: "hush" },
    now: "2026-07-01T09:00:00.000Z",
    mailFrom: "no-reply@example.org",
    logLevel: "warn",
  });
  expect(readConfig({ MAIL_FROM: "Lewisham's board <board@localhost>" }).mailFrom).toContain(
    "board@localhost",
  );
});

test("Where any port may be taken, the site is at the one that it got, unless its address was named", () => {
  expect(withPort(readConfig({ PORT: "0" }), 40_123)).toMatchObject({
    port: 40_123,
    origin: "http://localhost:40123",
  });
  const named = readConfig({ PORT: "0", CONCORDAT_ORIGIN: "https://site.example" });
  expect(withPort(named, 40_123).origin).toBe("https://site.example");
  expect(withPort(readConfig({}), 8080)).toEqual(readConfig({}));
});
