import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { zipSync } from "fflate";
import { expect, it } from "vitest";
import { startTestApp } from "../../../test/support/app.ts";
import { runCommandLine } from "../../cli/index.ts";
import { systemActor } from "../../kernel/index.ts";
import { importCommands } from "./command-line.ts";
import type { Answer, TestBrowser } from "../../../test/support/test-browser.ts";

const app = await startTestApp({ now: "2026-11-21T12:00:00Z" });
const form = "/imports/start/place.organisations";
const fields = {
  source: "The register of samples",
  "seen-day": "20",
  "seen-month": "11",
  "seen-year": "2026",
};

/** Sends the form with a file, as a browser does. */
async function upload(
  browser: TestBrowser,
  file: { readonly name: string; readonly text: string | Uint8Array<ArrayBuffer> },
  more: Readonly<Record<string, string>>,
): Promise<Answer> {
  await browser.get(form);
  const body = new FormData();
  for (const [name, value] of Object.entries({ _csrf: browser.token(), ...fields, ...more }))
    body.append(name, value);
  body.append("file", new Blob([file.text]), file.name);
  const packed = new Response(body);
  const response = await app.app.inject({
    method: "POST",
    url: form,
    payload: Buffer.from(await packed.arrayBuffer()),
    headers: {
      "content-type": packed.headers.get("content-type") ?? "",
      cookie: [...browser.jar].map(([name, value]) => `${name}=${value}`).join("; "),
    },
  });
  return {
    status: response.statusCode,
    location: response.headers.location,
    text: response.body,
  } as unknown as Answer;
}

async function ended(browser: TestBrowser, address: string): Promise<Record<string, unknown>> {
  for (let tries = 0; tries < 100; tries += 1) {
    const run = (await browser.get(`${address}.json`)).json();
    if (run["status"] === "done" || run["status"] === "failed") return run;
    await pause(200);
  }
  throw new Error("The import did not end in 20 seconds.");
}

const list =
  'name,kind,slug\nHarbour Trust,trust,harbour-trust\n"=2+3",trust,sum\nHill Trust,hospital,hill-trust\n';

it("An administrator tries a file out, sees what would be refused, and then imports it", async () => {
  const browser = await app.signInAdministrator();
  const tried = await upload(browser, { name: "list.csv", text: list }, { dryRun: "true" });
  expect(tried.status).toBe(303);
  expect(await ended(browser, tried.location ?? "")).toMatchObject({
    status: "done",
    dryRun: true,
    rowsAccepted: 1,
    rowsRefused: 2,
  });
  expect((await browser.get("/organisations/harbour-trust")).status).toBe(404);

  const sent = await upload(browser, { name: "list.csv", text: list }, { dryRun: "false" });
  await ended(browser, sent.location ?? "");
  const page = await browser.get(sent.location ?? "");
  expect(page.text).toContain("One row of three rows was accepted and applied; two rows were refused.");
  expect(page.text).toContain("hospital");
  expect((await app.get("/organisations/harbour-trust")).text).toContain("The register of samples");
  expect((await app.get("/search?q=harbour")).text).toContain("/organisations/harbour-trust");

  const csv = await browser.get(`${sent.location}/refused.csv`);
  expect(csv.text).toContain("'=2+3");
  const whole = (await browser.get(`${sent.location}/refused.json`)).json<{
    items: readonly { line: number }[];
  }>();
  expect(whole.items.map((item) => item.line)).toEqual([3, 4]);
  expect((await browser.get("/imports")).text).toContain(sent.location);
  expect(app.errors).toEqual([]);
});

it("A file with other columns, or that is no table, is refused beside its field and kept nowhere", async () => {
  const browser = await app.signInAdministrator();
  const before = (await browser.get("/imports.json")).json<{ items: unknown[] }>().items.length;
  const wrong = await upload(browser, { name: "list.csv", text: "nme,kind\nA,trust\n" }, { dryRun: "true" });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain("The column &quot;name&quot; is missing");
  expect(wrong.text).toContain('href="#file"');
  const page = await upload(
    browser,
    { name: "list.csv", text: "<!doctype html><title>Sign in</title>" },
    { dryRun: "true" },
  );
  expect(page.status).toBe(422);
  const none = await browser.post(form, { ...fields, dryRun: "true" });
  expect(none.text).toContain("Choose a file");
  expect((await browser.get("/imports.json")).json<{ items: unknown[] }>().items).toHaveLength(before);
});

it("Of a zip file with several tables the form asks which, beside its field, and imports the one that is named", async () => {
  const browser = await app.signInAdministrator();
  const text = (value: string): Uint8Array => new TextEncoder().encode(value);
  const packed = zipSync({
    "lists/trusts.csv": text("name,kind\nQuay Trust,trust\n"),
    "lists/boards.csv": text("name,kind\nQuay ICB,icb\n"),
  });
  const file = { name: "lists.zip", text: new Uint8Array(packed) };
  const asked = await upload(browser, file, { dryRun: "true" });
  expect(asked.status).toBe(422);
  expect(asked.text).toContain('href="#table"');
  expect(asked.text).toContain(
    "&quot;lists/trusts.csv&quot;, &quot;lists/boards.csv&quot;. Name the one to import",
  );
  const wrong = await upload(browser, file, { dryRun: "true", table: "wards.csv" });
  expect([wrong.status, wrong.text.includes('href="#table"')]).toEqual([422, true]);

  for (const table of ["lists/trusts.csv", "Trusts.csv"]) {
    const sent = await upload(browser, file, { dryRun: "true", table });
    expect(sent.status).toBe(303);
    expect(await ended(browser, sent.location ?? "")).toMatchObject({
      rowsAccepted: 1,
      rowsRefused: 0,
      table,
    });
    expect((await browser.get(sent.location ?? "")).text).toContain(table);
  }
});

it("The API takes the same file in base64, and a retry with the same key starts nothing twice", async () => {
  const browser = await app.signInAdministrator();
  await browser.get(form);
  const body = {
    kind: "place.organisations",
    file: { name: "list.csv", base64: Buffer.from(list).toString("base64") },
    source: "The register of samples",
    seen: "2026-11-20",
    dryRun: true,
  };
  const key = { "idempotency-key": "one-and-the-same" };
  const first = await browser.api("/api/app/start-import", body, key);
  expect(first.status).toBe(200);
  const again = await browser.api("/api/app/start-import", body, key);
  expect(again.json()).toEqual(first.json());
  await ended(browser, first.json<{ href: string }>().href);
  const later = await browser.api("/api/app/start-import", { ...body, seen: "2026-11-22" });
  expect(later.status).toBe(422);
});

it("Nobody but administrators sees imports, refused rows included; everybody may have the example", async () => {
  const browser = await app.signInAdministrator();
  const [run] = (await browser.get("/imports.json")).json<{ items: { id: string }[] }>().items;
  for (const address of [
    "/imports",
    "/imports.json",
    `/imports/${run?.id}`,
    `/imports/${run?.id}/refused.csv`,
    `/imports/${run?.id}/refused.json`,
    form,
  ]) {
    expect([303, 401], address).toContain((await app.get(address)).status);
  }
  expect((await app.get("/imports/templates/place.organisations")).text).toMatch(/^name,kind,/);
  const entries = await app.get(`/record/of/app:import:${run?.id}`);
  expect(entries.status).toBe(200);
  expect(entries.text).not.toContain("list.csv");
});

it("The command line imports a file to its end, lists refused rows, and says by its exit code whether all went in", async () => {
  const folder = mkdtempSync(join(tmpdir(), "concordat-import-"));
  const path = join(folder, "list.csv");
  writeFileSync(path, "name,kind\nMill Trust,trust\nMoor Trust,hospital\n");
  const said: string[] = [];
  const out = {
    result: (line: string) => void said.push(line),
    note: (line: string) => void said.push(`note: ${line}`),
  };
  const commands = importCommands({
    withCore: async (use) => await use(app.node.core, { clock: app.clock }),
    actor: systemActor,
  });
  const type = async (...words: readonly string[]): Promise<number> =>
    await runCommandLine(commands, ["import", "place.organisations", ...words], out);
  try {
    expect(await type(path, "--source", "A list", "--dry-run")).toBe(1);
    expect(said.splice(0)).toEqual([
      expect.stringMatching(/^note: line 3, kind: /),
      "One row of two rows would be accepted and one row refused. This was a dry run: nothing was changed.",
    ]);
    writeFileSync(path, "name,kind\nMill Trust,trust\n");
    expect(await type(path, "--source", "A list", "--json")).toBe(0);
    expect(JSON.parse(said.splice(0)[0] ?? "")).toMatchObject({
      status: "done",
      rowsAccepted: 1,
      rowsRefused: 0,
      fileName: "list.csv",
    });
    const zip = join(folder, "lists.zip");
    const rows = (name: string): Uint8Array => new TextEncoder().encode(`name,kind\n${name},trust\n`);
    writeFileSync(zip, zipSync({ "a.csv": rows("Weir Trust"), "b.csv": rows("Lock Trust") }));
    expect(await type(zip, "--source", "A list", "--dry-run")).toBe(2);
    expect(said.splice(0).join()).toContain('"a.csv", "b.csv"');
    expect(await type(zip, "--source", "A list", "--table", "b.csv")).toBe(0);
    expect((await app.get("/organisations/lock-trust")).status).toBe(200);
    expect((await app.get("/organisations/weir-trust")).status).toBe(404);
    said.splice(0);
    expect(await type(path)).toBe(2);
    expect(await type(join(folder, "nothing.csv"), "--source", "A list")).toBe(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
