import { describe, expect, test } from "vitest";
import { startTestApp } from "../support/app.ts";
import { accountOf, browserAs, kindsOfPeople, type KindOfPerson } from "../support/factories/people.ts";
import type { TestBrowser } from "../support/test-browser.ts";
import { exampleAddress } from "./examples.ts";
import { accessTable } from "./table.ts";
import { expectWellFormed, expectedOf, outcomeOf } from "./walk.ts";

const app = await startTestApp({ now: "2026-11-21T12:00:00Z", shipped: true });
const browsers = new Map<KindOfPerson, TestBrowser>();

describe("every form and every command", () => {
  const writes = accessTable.filter((row) => row.method === "POST");
  /** Questions too long for an address: they change nothing, and a visitor may ask them. */
  const asks = app.node.core.manifests
    .flatMap((manifest) => manifest.endpoints ?? [])
    .flatMap((endpoint) => (endpoint.method === "POST" ? [endpoint.path] : []));

  test.each(writes)("POST $route without a token does nothing, whoever sends it", async (row) => {
    for (const kind of kindsOfPeople) {
      const address = await exampleAddress(app, row.example, kind);
      const browser = await readyToSend(kind);
      const answer = row.route.startsWith("/api/")
        ? await browser.api(address, {}, { "x-csrf-token": "" })
        : await browser.post(address, { _csrf: "" });
      expectWellFormed(answer, address);
      // A visitor has no cookie that another site could borrow, so the API asks no token of them.
      const expected =
        kind === "visitor" && row.route.startsWith("/api/")
          ? [401, 404, 422, ...(asks.includes(row.route) ? [200] : [])]
          : [403];
      expect(expected).toContain(answer.status);
    }
  });

  test.each(writes)(
    "POST $route with a token and nothing filled in: visitor $visitor, keeper $keeper, neighbour $neighbour, administrator $administrator",
    async (row) => {
      const seen: Record<string, string> = {};
      for (const kind of kindsOfPeople) {
        const address = await exampleAddress(app, row.example, kind);
        const browser = await readyToSend(kind);
        const answer = row.route.startsWith("/api/")
          ? await browser.api(address, {})
          : await browser.post(address);
        expectWellFormed(answer, address);
        seen[kind] = outcomeOf(answer);
        // What was done may have ended the session, or begun another.
        if (answer.status < 400) browsers.delete(kind);
      }
      expect(seen).toEqual(expectedOf(row));
    },
  );
});

/** Somebody of this kind with a token that is valid for them. */
async function readyToSend(kind: KindOfPerson): Promise<TestBrowser> {
  const ready = browsers.get(kind);
  if (ready) return ready;
  const browser = await browserAs(app, kind);
  if (kind === "visitor") await browser.get("/sign-in");
  else {
    const { email } = (await browser.get("/account.json")).json<{ email: string }>();
    await browser.get(`/account/${(await accountOf(app.db, email)).id}/password`);
  }
  browsers.set(kind, browser);
  return browser;
}
