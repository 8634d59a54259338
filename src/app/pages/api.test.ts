import { expect, test } from "vitest";
import { fixedClock, instant, type Asking, type Section } from "../../kernel/index.ts";
import { composeCore } from "../compose.ts";
import { apiPage } from "./api.ts";

// Manifests can be read without a database; what they would do with one is never called here.
const { manifests } = composeCore(
  { pool: {} as never, clock: fixedClock(instant("2026-11-21T12:00:00Z")) },
  { sendAfterwards: async () => undefined, onChanged: async () => undefined },
);
const { sections = [] } = (await apiPage.load({} as Asking, { params: {}, query: {} })) ?? {};
const shown = sections
  .filter((section): section is Section & { kind: "code" } => section.kind === "code")
  .map((section) => section.code);

/** The head of an example and, after an empty line, the body that is sent. */
const acts = shown
  .filter((code) => code.startsWith("POST "))
  .map((code) => {
    const [head = "", body = ""] = code.split("\n\n");
    return { path: /^POST (\S+)$/m.exec(head)?.[1], head, body: JSON.parse(body) as object };
  });

test("each act shown on the page for other systems is taken by the command's own schema, and loses no field in it", () => {
  expect(acts).toHaveLength(1);
  for (const { path, body } of acts) {
    const command = manifests
      .flatMap((manifest) => manifest.commands ?? [])
      .find((one) => `/api/${one.name.replace(".", "/")}` === path);
    const read = command?.schema.safeParse(body);
    expect(read?.error?.issues ?? [], path).toEqual([]);
    expect(Object.keys(read?.data as object)).toEqual(expect.arrayContaining(Object.keys(body)));
  }
});

test("each act shown sends what the shell asks of one: who, JSON, and a key that makes a retry harmless", () => {
  for (const { head } of acts)
    expect(head.split("\n").slice(1)).toEqual([
      expect.stringMatching(/^Authorization: Bearer /),
      expect.stringMatching(/^Idempotency-Key: ./),
      "Content-Type: application/json",
    ]);
});

test("each question shown is an address that this site has, with parameters that it takes", () => {
  const questions = shown.filter((code) => code.startsWith("GET "));
  expect(questions.length).toBeGreaterThan(1);
  for (const question of questions) {
    const { pathname, searchParams } = new URL(question.slice(4), "http://concordat.test");
    const { at, ...rest } = Object.fromEntries(searchParams);
    expect(at, question).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const found = manifests
      .flatMap((manifest) => [...(manifest.pages ?? []), ...(manifest.endpoints ?? [])])
      .find((one) => one.path === pathname.replace(/\.json$/, ""));
    expect(found?.query?.safeParse(rest).error?.issues ?? [], question).toEqual([]);
    expect(found?.query?.safeParse(rest).data, question).toMatchObject(rest);
  }
});
