import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { renameCommand } from "../../test/support/factories/acts.ts";
import { keepOrganisation, renameUnnoticed } from "../../test/support/factories/organisations.ts";
import { newUuid, systemActor, visitor, type SubjectRef } from "../kernel/index.ts";
import { perform } from "../platform/acts/perform.ts";

const app = await startTestApp({ now: "2026-11-21T12:00:00Z" });
const other = await startTestApp({ now: "2026-11-21T12:00:00Z", database: app.database });
const river = await keepOrganisation(app.db, { slug: "river-trust", name: "River Trust" });
const hill = await keepOrganisation(app.db, { slug: "hill-trust", name: "Hill Trust" });

let acts = 0;

/** Renames through the pipeline, so that pages hear of it. */
async function rename(organisation: SubjectRef, name: string): Promise<void> {
  acts += 1;
  await perform(app.node.core.stage, {
    command: renameCommand(organisation),
    viewer: visitor,
    input: { name },
    idempotencyKey: newUuid(acts),
    system: systemActor,
  });
}

async function nameAt(path: string, on = app): Promise<string> {
  return /(River|Hill) [A-Z][a-z]+/.exec((await on.get(path)).text)?.[0] ?? "no name";
}

beforeEach(async () => {
  await rename(river, "River Trust");
  await rename(hill, "Hill Trust");
  // The sequencer of either node tells once more of each entry; what it drops should not be taken for what the test sees.
  await expect.poll(async () => (await app.get("/health")).json()["entriesWaiting"]).toBe(0);
  app.node.cache.clear();
  other.node.cache.clear();
});

// The sequencer tells a moment after health says that nothing waits: a late telling may empty what a test has just filled.
describe("a visitor's page", { retry: 3 }, () => {
  test.each([
    "/organisations/river-trust",
    "/organisations/river-trust.json",
    "/organisations",
    "/organisations.json",
    "/organisations.csv",
  ])("%s is kept, and new at the next reading after a command changed what it shows", async (path) => {
    const name = async (): Promise<boolean> => (await app.get(path)).text.includes("River Trust");
    expect(await name()).toBe(true);
    await renameUnnoticed(app.db, river, "River Council");
    expect(await name()).toBe(true);
    await rename(river, "River Board");
    expect((await app.get(path)).text).toContain("River Board");
  });

  test("is not read again for another order or filter of its table, until what it shows changes", async () => {
    const name = async (query: string): Promise<string> =>
      await nameAt(`/organisations?with-name=River${query}`);
    expect(await name("")).toBe("River Trust");
    await renameUnnoticed(app.db, river, "River Council");
    expect(await name("&sort=-name")).toBe("River Trust");
    expect(await name("&kind=council")).toBe("no name");
    await rename(river, "River Board");
    expect(await name("&sort=name")).toBe("River Board");
  });

  test("is read again on another day and for machines, which get it whole", async () => {
    expect(await nameAt("/organisations?with-name=River")).toBe("River Trust");
    await renameUnnoticed(app.db, river, "River Council");
    expect(await nameAt("/organisations?at=2026-11-20&with-name=River")).toBe("River Council");
    expect((await app.get("/organisations.json")).text).toContain("River Council");
    await rename(river, "River Trust");
  });

  test("stays kept when something else changes", async () => {
    expect(await nameAt("/organisations/river-trust")).toBe("River Trust");
    await renameUnnoticed(app.db, river, "River Council");
    await rename(hill, "Hill Board");
    expect(await nameAt("/organisations/river-trust")).toBe("River Trust");
    expect(await nameAt("/organisations/hill-trust")).toBe("Hill Board");
  });

  test("is new on the next day, whose today it shows", async () => {
    expect(await nameAt("/organisations/river-trust")).toBe("River Trust");
    await renameUnnoticed(app.db, river, "River Council");
    app.setClock("2026-11-22T00:00:00Z");
    expect(await nameAt("/organisations/river-trust")).toBe("River Council");
    app.setClock("2026-11-21T12:00:00Z");
  });

  test("is kept apart for every date and every filter", async () => {
    const today = await app.get("/organisations/river-trust");
    const earlier = await app.get("/organisations/river-trust?at=2026-03-31");
    expect(earlier.headers["etag"]).not.toBe(today.headers["etag"]);
    expect((await app.get("/organisations/river-trust?at=2026-03-31")).text).toBe(earlier.text);
    expect((await app.get("/organisations/river-trust")).text).toBe(today.text);
  });

  test("is new on another node as well, a moment after the act", async () => {
    expect(await nameAt("/organisations/river-trust", other)).toBe("River Trust");
    await rename(river, "River Board");
    await expect.poll(async () => await nameAt("/organisations/river-trust", other)).toBe("River Board");
  });

  test("that was refused is never kept", async () => {
    const before = app.node.cache.size();
    expect((await app.get("/organisations/lake-trust")).status).toBe(404);
    expect((await app.get("/organisations?at=2026-02-30")).status).toBe(422);
    expect((await app.get("/people")).status).toBe(303);
    expect(app.node.cache.size()).toBe(before);
  });
});

describe("what somebody signed in is shown", () => {
  test("is neither kept nor taken from what is kept", async () => {
    const administrator = await app.signInAdministrator();
    await app.get("/organisations/river-trust");
    const kept = app.node.cache.size();
    await renameUnnoticed(app.db, river, "River Council");
    const page = await administrator.get("/organisations/river-trust");
    expect(page.text).toContain("River Council");
    expect(page.headers["cache-control"]).toBe("private, no-store");
    expect((await administrator.get("/organisations/hill-trust")).status).toBe(200);
    expect(app.node.cache.size()).toBe(kept);
    expect(await nameAt("/organisations/river-trust")).toBe("River Trust");
  });
});

describe("how a page travels", () => {
  // The first answer is made, the second comes from the cache; a reader must not be able to tell.
  test.each(["made", "kept"])(
    "a page that is %s has the same headers, an etag, and is not sent again to who has it",
    async (which) => {
      if (which === "kept") await app.get("/organisations/hill-trust");
      const answer = await app.get("/organisations/hill-trust");
      expect(answer.status).toBe(200);
      expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(answer.headers["cache-control"]).toBe("public, no-cache");
      expect(answer.headers["vary"]).toBe("accept-encoding, cookie");
      const etag = answer.headers["etag"] ?? "";
      expect(etag).toMatch(/^"[\w-]{22}"$/);
      for (const match of [etag, `W/${etag}`, `"other", ${etag}`]) {
        if (which === "made") app.node.cache.clear();
        const again = await app.get("/organisations/hill-trust", { "if-none-match": match });
        expect(again.status, match).toBe(304);
        expect(again.text).toBe("");
        expect(again.headers["etag"]).toBe(etag);
      }
      expect((await app.get("/organisations/hill-trust", { "if-none-match": '"other"' })).status).toBe(200);
    },
  );

  test.each(["made", "kept"])(
    "a page that is %s comes in the encoding its reader takes, with the same content",
    async (which) => {
      const plain = (await app.get("/organisations")).text;
      const ask = async (encoding: string): ReturnType<typeof app.get> => {
        if (which === "made") app.node.cache.clear();
        return await app.get("/organisations", { "accept-encoding": encoding });
      };
      const brotli = await ask("gzip, deflate, br");
      expect(brotli.headers["content-encoding"]).toBe("br");
      expect(brotliDecompressSync(brotli.bytes).toString()).toBe(plain);
      const gzip = await ask("gzip");
      expect(gzip.headers["content-encoding"]).toBe("gzip");
      expect(gunzipSync(gzip.bytes).toString()).toBe(plain);
      const none = await ask("identity");
      expect(none.headers["content-encoding"]).toBeUndefined();
      expect(none.text).toBe(plain);
      expect(none.headers["content-length"]).toBe(String(Buffer.byteLength(plain)));
    },
  );

  test("a head has the length of the page it stands for, and no page", async () => {
    const head = await app.browser().head("/organisations/hill-trust");
    expect(head.status).toBe(200);
    expect(head.text).toBe("");
    expect(head.headers["content-type"]).toBe("text/html; charset=utf-8");
  });
});
