import { expect, test } from "vitest";
import { createSignInLink, findAccountByEmail, linkAddress } from "../../src/identity/index.ts";
import { systemClock } from "../../src/kernel/index.ts";
import { createDb, createPool } from "../../src/platform/database/pool.ts";
import type { EmbeddedConnection } from "../../src/platform/database/connection.ts";
import { queryOnce } from "../support/data-folder.ts";
import { startApp, waitUntil } from "./support/app-process.ts";
import { setToWork } from "./support/crowd.ts";
import { auditChain, auditWrites, chainedWithinMs, countUnchained } from "./support/ledger.ts";
import { sharedDatabase } from "./support/shared-database.ts";
import { ask, makeWriterToken, sendWrite } from "./support/writer.ts";

const actsMin = 300;
const twinsWanted = 50;
const newWithinMs = 120_000; // a moment where the machine has time; it may be shared

test("two processes on one database act as one site", async () => {
  const { connection, url } = await sharedDatabase();
  // The other starts while the first does: both bring tables and data up to date, one of them in vain.
  const nodes = await Promise.all([startApp({ databaseUrl: url }), startApp({ databaseUrl: url })]);
  const origins = nodes.map((node) => node.origin);
  const [first = "", second = ""] = origins;
  try {
    await Promise.all(nodes.map(async (node) => await node.ready));
    const token = await makeWriterToken(connection);
    await expectNewsTravels({ first, second, token });
    await expectOneSession({ connection, first, second });
    await expectTwinsActOnce({ first, second, token });
    await expectOneChain({ connection, origins, token });
    await expectLettersOnce(connection);
    for (const node of nodes) expect(node.words()).not.toMatch(/"level":(50|60)/);
  } finally {
    await Promise.all(nodes.map(async (node) => await node.stop()));
  }
});

/** A page kept by one node is made anew soon after a write through the other. */
async function expectNewsTravels({
  first,
  second,
  token,
}: {
  first: string;
  second: string;
  token: string;
}): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    const before = await ask(`${second}/record`);
    expect(before.text).toBe((await ask(`${second}/record`)).text);
    const written = await sendWrite(first, token, {
      key: `w-news-${turn}`,
      email: `w-news-${turn}@example.org`,
    });
    const { entry } = JSON.parse(written.text) as { readonly entry: string };
    const isNew = await waitUntil(
      async () => (await ask(`${second}/record`)).text.includes(entry),
      newWithinMs,
    );
    expect(isNew, "the other node's page shows the entry").toBe(true);
  }
}

/** A session opened on one node holds on the other, and its end too. */
async function expectOneSession(site: {
  connection: EmbeddedConnection;
  first: string;
  second: string;
}): Promise<void> {
  const cookie = await signIn(site.connection, site.first);
  for (const origin of [site.first, site.second]) {
    const page = await ask(`${origin}/account`, { headers: { cookie } });
    expect(page.status).toBe(200);
    expect(page.text).toContain("A writer");
  }
  await queryOnce(site.connection, "delete from identity.session");
  expect((await ask(`${site.second}/account`, { headers: { cookie } })).status).not.toBe(200);
}

async function signIn(connection: EmbeddedConnection, origin: string): Promise<string> {
  const pool = createPool({ connection, applicationName: "concordat-cli-test", connectionsMax: 1 });
  try {
    const db = createDb(pool);
    const account = await findAccountByEmail(db, "writer@example.org");
    const link = await createSignInLink(
      db,
      { accountId: account?.id ?? "", purpose: "sign-in" },
      systemClock.now(),
    );
    const address = linkAddress(origin, link);
    const page = await ask(address);
    const cookie = cookieFrom(page.headers["set-cookie"]);
    const form = new URLSearchParams({
      _csrf: /name="_csrf"[^>]*value="([^"]+)"/.exec(page.text)?.[1] ?? "",
    });
    const entered = await ask(address, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", cookie },
      body: form.toString(),
    });
    expect(entered.status).toBe(303);
    return cookieFrom(entered.headers["set-cookie"]) || cookie;
  } finally {
    await pool.end();
  }
}

function cookieFrom(header: string | readonly string[] | undefined): string {
  const lines = header === undefined ? [] : [header].flat();
  return lines.map((line) => line.split(";", 1)[0]).join("; ");
}

/** The same request at both nodes in the same moment is carried out once and answered twice alike. */
async function expectTwinsActOnce({
  first,
  second,
  token,
}: {
  first: string;
  second: string;
  token: string;
}): Promise<void> {
  for (let turn = 0; turn < twinsWanted; turn += 1) {
    const write = { key: `w-twin-${turn}`, email: `w-twin-${turn}@example.org` };
    const answers = await Promise.all([sendWrite(first, token, write), sendWrite(second, token, write)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    const [one, other] = answers.map((answer) => JSON.parse(answer.text) as unknown);
    expect(one).toEqual(other);
  }
}

async function expectOneChain(site: {
  connection: EmbeddedConnection;
  origins: readonly string[];
  token: string;
}): Promise<void> {
  const began = performance.now();
  const crowd = setToWork({
    origins: site.origins,
    token: site.token,
    name: "nodes",
    writers: 8,
    pauseMs: 5,
  });
  await waitUntil(() => crowd.acknowledged.length >= actsMin, 600_000);
  await crowd.stop();
  const seconds = (performance.now() - began) / 1000;
  const isChained = await waitUntil(
    async () => (await countUnchained(site.connection)) === 0,
    chainedWithinMs,
  );
  console.log(
    `two nodes: ${crowd.acknowledged.length} acts through both, ${twinsWanted} twins, ${seconds.toFixed(1)} s`,
  );
  expect(isChained, "every entry has its place").toBe(true);
  expect(crowd.acknowledged.length).toBeGreaterThanOrEqual(actsMin);
  expect(crowd.surprises).toEqual([]);
  expect(crowd.failures()).toBe(0);
  expect(await auditWrites(site.connection, crowd.acknowledged)).toEqual([]);
  const chain = await auditChain(site.connection);
  expect(chain.problems).toEqual([]);
  expect(chain.chained).toBe(chain.entries);
}

/** Each new account's letter is one job: both nodes work the queue off, and no job is done by both. */
async function expectLettersOnce(connection: EmbeddedConnection): Promise<void> {
  const open =
    "select count(*)::int as open from job.job where name = 'identity.welcome' and state in ('created', 'retry', 'active')";
  const isDone = await waitUntil(async () => {
    const [row] = (await queryOnce(connection, open)) as readonly { readonly open: number }[];
    return row?.open === 0;
  }, 180_000);
  expect(isDone, "the queue of letters is worked off").toBe(true);
  const found = await queryOnce(
    connection,
    `select count(*)::int as accounts, (select count(*)::int from job.job where name = 'identity.welcome' and state = 'completed') as jobs,
       (select coalesce(max(retry_count), 0)::int from job.job where name = 'identity.welcome') as retries
     from identity.account where email like 'w-%'`,
  );
  const [counts] = found as readonly {
    readonly accounts: number;
    readonly jobs: number;
    readonly retries: number;
  }[];
  expect(counts?.accounts).toBeGreaterThanOrEqual(actsMin);
  expect(counts?.jobs).toBe(counts?.accounts);
  expect(counts?.retries).toBe(0);
}
