import { expect, test } from "vitest";
import { queryOnce } from "../support/data-folder.ts";
import { startApp, waitUntil } from "./support/app-process.ts";
import { auditChain } from "./support/ledger.ts";
import { makeSite, type Site } from "./support/site.ts";
import { ask } from "./support/writer.ts";

const rows = 200_000;
const everyBadRow = 1000;
const doneWithinMs = 30 * 60_000;
const lookEveryMs = 250; // more often, and the application would answer instead of importing

interface Run {
  readonly status: string;
  readonly rowsAccepted: number;
  readonly rowsRefused: number;
}

test(`an import of ${rows} rows that is killed in the middle goes on by itself and applies every row once`, async () => {
  const site = await makeSite();
  const began = performance.now();
  const address = await sendFile(site);
  const isHalf = await waitUntil(
    async () => done(await readRun(site, address)) >= rows / 3,
    doneWithinMs,
    lookEveryMs,
  );
  expect(isHalf).toBe(true);
  await site.app.kill();
  const killedAfter = (performance.now() - began) / 1000;
  site.app = await startApp({ dataFolder: site.folder }, { port: site.port });
  await site.app.ready;
  const atRestart = done(await readRun(site, address));
  expect(atRestart, "it was killed in the middle").toBeLessThan(rows);

  const isDone = await waitUntil(
    async () => (await readRun(site, address)).status === "done",
    doneWithinMs,
    lookEveryMs,
  );
  const run = await readRun(site, address);
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `import: ${rows} rows, 1 kill after ${killedAfter.toFixed(0)} s at ${atRestart} rows, done after ${seconds.toFixed(0)} s`,
  );
  expect(isDone, `the run ended; it stands at ${JSON.stringify(run)}`).toBe(true);
  expect(run).toMatchObject({ rowsAccepted: rows - rows / everyBadRow, rowsRefused: rows / everyBadRow });
  const [held] = await queryOnce(
    site.connection,
    "select count(*)::int as held, count(distinct slug)::int as slugs from place.organisation where slug like 'long-body-%'",
  );
  expect(held).toEqual({ held: rows - rows / everyBadRow, slugs: rows - rows / everyBadRow });
  expect((await auditChain(site.connection)).problems).toEqual([]);
});

async function sendFile(site: Site): Promise<string> {
  const lines = Array.from({ length: rows }, (_, index) => {
    const kind = index % everyBadRow === 0 ? "hospital" : "trust";
    return `Long body ${index},${kind},long-body-${index}`;
  });
  const fields = {
    source: "The long suite",
    seen: "2026-01-05",
    "seen-day": "5",
    "seen-month": "1",
    "seen-year": "2026",
    dryRun: "false",
  };
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", new Blob([`name,kind,slug\n${lines.join("\n")}\n`]), "bodies.csv");
  const packed = new Response(body);
  const answer = await ask(`${site.app.origin}/imports/start/place.organisations`, {
    method: "POST",
    headers: {
      "content-type": packed.headers.get("content-type") ?? "",
      authorization: `Bearer ${site.token}`,
    },
    body: Buffer.from(await packed.arrayBuffer()),
  });
  expect({ status: answer.status, text: answer.status === 303 ? "" : answer.text }).toEqual({
    status: 303,
    text: "",
  });
  return String(answer.headers["location"]);
}

async function readRun(site: Site, address: string): Promise<Run> {
  const answer = await ask(`${site.app.origin}${address}.json`, {
    headers: { authorization: `Bearer ${site.token}` },
  });
  return JSON.parse(answer.text) as Run;
}

function done(run: Run): number {
  return run.rowsAccepted + run.rowsRefused;
}
