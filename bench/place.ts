import { addDays, civilDate } from "@concordat/calendar";
import { systemClock, type Db } from "../src/kernel/index.ts";
import { listFunctions } from "../src/place/store-functions.ts";
import { loadPowerWorld } from "../src/place/store-powers.ts";
import { whoMayDecide } from "../src/place/power.ts";
import { votingPower } from "../src/place/voting-power.ts";
import { readConnectionNote } from "../src/platform/database/connection.ts";
import { createDb, createPool } from "../src/platform/database/pool.ts";
import { shoot } from "./load.ts";
import type { BenchGroup, Measurement } from "./measurement.ts";
import { ratePerSecond } from "./rate.ts";
import { withSite } from "./site.ts";

/** As many days of the past as requests are sent in a round at most; an answer about another day is read anew. */
const daysMost = 1000;

/** Areas, organisations and boards as they stood on a date, each answer read anew; who may decide; voting power. */
export const placeGroup: BenchGroup = {
  name: "place",
  measure: async (tell) =>
    await withSite(async ({ origin, folder }) => {
      const measured: Measurement[] = [];
      // Home, lists and areas are measured with the shell's.
      const paths = {
        organisation: "/organisations/nhs-west-and-north-london-icb",
        succession: "/organisations/nhs-west-and-north-london-icb/succession",
        board: "/boards/south-west-london-icb-board",
        "organisations-json": "/organisations.json?kind=icb",
      };
      for (const [name, path] of Object.entries(paths)) {
        tell(`${path} on many days`);
        const hits = await shoot({ origin, paths: onManyDays(path), connections: 1, seconds: 3 });
        measured.push(pageTime(`place.${name}.p50`, hits.p50));
      }
      tell("/search");
      const found = await shoot({
        origin,
        paths: ["/search?q=lewsham"],
        connections: 1,
        seconds: 3,
        uniqueQuery: true,
      });
      tell("who may decide, and voting power");
      return [...measured, pageTime("place.search.p50", found.p50), await decideTime(folder), voteTime()];
    }),
};

function pageTime(name: string, value: number): Measurement {
  return { name, value, unit: "ms", target: { of: "value", most: 15 } };
}

function onManyDays(path: string): readonly string[] {
  const today = systemClock.today();
  return Array.from(
    { length: daysMost },
    (_, back) => `${path}${path.includes("?") ? "&" : "?"}at=${addDays(today, -back)}`,
  );
}

/** One answer, over every function of the site and an area with lines of a scheme. */
async function decideTime(folder: string): Promise<Measurement> {
  const note = readConnectionNote(folder);
  if (note === undefined) throw new Error("The running application left no connection note.");
  const pool = createPool({
    connection: note.connection,
    applicationName: "concordat-bench",
    connectionsMax: 1,
  });
  try {
    const db: Db = createDb(pool);
    const at = civilDate("2026-11-22");
    const world = await loadPowerWorld(db, { at, area: "aldermere" });
    const area = world.areasBySlug.get("aldermere");
    const functions = await listFunctions(db);
    if (!area || functions.length === 0)
      throw new Error("The site holds no area or no function to ask about.");
    let next = 0;
    const rate = ratePerSecond((times) => {
      let deciders = 0;
      for (let turn = 0; turn < times; turn += 1) {
        const asked = functions[(next += 1) % functions.length]!;
        deciders += whoMayDecide(world, { function: asked, area, at }).deciders.length;
      }
      return deciders;
    });
    return { name: "place.who-may-decide", value: 1000 / rate, unit: "ms", target: { of: "value", most: 1 } };
  } finally {
    await pool.end();
  }
}

/** A board of 60 seats with blocs of many sizes, so that nothing is counted once for several. */
function voteTime(): Measurement {
  const blocs = Array.from({ length: 60 }, (_, seat) => ({ key: `seat-${seat}`, votes: 1 + (seat % 5) }));
  const total = blocs.reduce((sum, one) => sum + one.votes, 0);
  const rate = ratePerSecond((times) => {
    let swings = 0n;
    for (let turn = 0; turn < times; turn += 1)
      swings += votingPower(blocs, Math.floor(total / 2) + 1)[0]!.swings;
    return swings;
  });
  return { name: "place.voting-power-60", value: 1000 / rate, unit: "ms", target: { of: "value", most: 20 } };
}
