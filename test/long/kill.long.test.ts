import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { listChildren, serverOf } from "../support/data-folder.ts";
import { startApp, waitUntil } from "./support/app-process.ts";
import { createChance, type Chance } from "./support/chance.ts";
import { setToWork, type Crowd } from "./support/crowd.ts";
import { auditChain, auditWrites, chainedWithinMs, countUnchained } from "./support/ledger.ts";
import { makeSite, type Site } from "./support/site.ts";
import { ask } from "./support/writer.ts";

const killsWanted = 200;
const actsMin = 2000;
const auditEvery = 25;
/** As long as the application itself waits for a database that recovers, and a minute for a machine that others share. */
const backMsMax = 180_000;

/** What is killed: the application, the database server, one of the server's processes, or application and server at once. */
const victims = ["app", "database", "database worker", "both"] as const;
type Victim = (typeof victims)[number];
/** Of 20 kills; a killed application takes ten times as long to come back as a killed database. */
const shares: Readonly<Record<Victim, number>> = { app: 2, database: 13, "database worker": 4, both: 1 };
const draw: readonly Victim[] = victims.flatMap((victim) => Array<Victim>(shares[victim]).fill(victim));
let ownEnds = 0;

test(`${killsWanted} kills of application and database lose no acknowledged act and leave none half-done`, async () => {
  const chance = createChance();
  console.log(`kill: seed ${chance.seed} (LONG_SEED repeats the choices)`);
  const site = await makeSite();
  const crowd = setToWork({
    origins: [site.app.origin],
    token: site.token,
    name: `kill-${chance.seed}`,
    writers: 6,
    pauseMs: 25,
  });
  const began = performance.now();
  const killed = await killAway({ site, crowd, chance });
  await waitUntil(() => crowd.acknowledged.length >= actsMin, 600_000);
  await crowd.stop();
  const isChained = await waitUntil(
    async () => (await countUnchained(site.connection)) === 0,
    chainedWithinMs,
  );
  expect(isChained, "every entry has its place").toBe(true);

  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const counts = victims
    .map((victim) => `${killed.filter((one) => one === victim).length} of the ${victim}`)
    .join(", ");
  console.log(
    `kill: ${crowd.acknowledged.length} acknowledged acts, ${crowd.failures()} requests failed, ${killed.length} kills (${counts}), ${ownEnds} ends of its own, ${seconds} s`,
  );
  expect(crowd.surprises).toEqual([]);
  await expectWhole(site, crowd);
  expect(killed).toHaveLength(killsWanted);
  expect(crowd.acknowledged.length).toBeGreaterThanOrEqual(actsMin);
});

async function killAway(scene: {
  readonly site: Site;
  readonly crowd: Crowd;
  readonly chance: Chance;
}): Promise<readonly Victim[]> {
  const { site, crowd, chance } = scene;
  const killed: Victim[] = [];
  while (killed.length < killsWanted) {
    await waitUntilWriting(crowd);
    await pause(chance.below(200));
    const victim = chance.one(draw);
    await kill(site, victim, chance);
    killed.push(victim);
    // One time in six the next kill comes while everything is still starting.
    if (chance.below(6) === 0) await startAnew(site);
    else await serveAgain(site);
    if (killed.length % auditEvery === 0) {
      await serveAgain(site);
      await expectWhole(site, crowd);
      console.log(`kill: ${killed.length} kills, ${crowd.acknowledged.length} acts so far, all there`);
    }
  }
  await serveAgain(site);
  return killed;
}

/** Kills of an idle site would prove little: some acts go through first, unless the site is still starting. */
async function waitUntilWriting(crowd: Crowd): Promise<void> {
  const before = crowd.acknowledged.length;
  await waitUntil(() => crowd.acknowledged.length >= before + 5, 2000);
}

async function kill(site: Site, victim: Victim, chance: Chance): Promise<void> {
  const server = runningServerOf(site.folder);
  if (victim !== "app" && server !== undefined)
    strike(victim === "database worker" ? chance.one([...listChildren(server), server]) : server);
  if (victim === "app" || victim === "both") await site.app.kill();
}

/** The server's process, if it is this site's: the number in its file may by now be another program's. */
function runningServerOf(folder: string): number | undefined {
  const pid = serverOf(folder);
  try {
    const database = realpathSync(join(folder, "database"));
    return pid !== undefined && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(database)
      ? pid
      : undefined;
  } catch {
    return undefined;
  }
}

function strike(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It had just ended by itself.
  }
}

/** Whoever runs the site starts an ended application again; a running one must come back by itself. */
async function serveAgain(site: Site): Promise<void> {
  const isBack = await waitUntil(async () => {
    await startAnew(site);
    return await isHealthy(site);
  }, backMsMax);
  expect(isBack, `the site serves again after a kill; it said:\n${site.app.words()}`).toBe(true);
}

/** An application that ended by itself, because its database was killed too often or while it started, says so. */
async function startAnew(site: Site): Promise<void> {
  if (site.app.isRunning()) return;
  const { signal } = await site.app.ended;
  if (signal === null) {
    ownEnds += 1;
    expect(site.app.words()).toContain("Concordat could not go on.");
  }
  site.app = await startApp({ dataFolder: site.folder }, { port: site.port });
}

/** A killed server's processes outlive it by a moment and still answer: only a new connection tells. */
async function isHealthy(site: Site): Promise<boolean> {
  try {
    const { status } = await ask(`${site.app.origin}/health`);
    if (status === 200) await countUnchained(site.connection);
    return status === 200;
  } catch {
    return false;
  }
}

/** Audits what was acknowledged before the audit began; the writers go on meanwhile. */
async function expectWhole(site: Site, crowd: Crowd): Promise<void> {
  const acknowledged = [...crowd.acknowledged];
  expect(await auditWrites(site.connection, acknowledged)).toEqual([]);
  expect((await auditChain(site.connection)).problems).toEqual([]);
}
