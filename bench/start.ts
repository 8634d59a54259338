import { makeDataFolder, removeDataFolder, untilServerIsGone } from "../test/support/data-folder.ts";
import { startApp } from "../test/long/support/app-process.ts";
import { ask } from "../test/long/support/writer.ts";
import { median, type BenchGroup } from "./measurement.ts";

const laterStarts = 3;

/** From the command to the first page: with an empty data folder, and again. Packages are installed and compiled. */
export const startGroup: BenchGroup = {
  name: "start",
  measure: async (tell) => {
    const folder = makeDataFolder();
    try {
      tell("first start");
      const first = await secondsToFirstPage(folder);
      tell("later starts");
      const later: number[] = [];
      for (let turn = 0; turn < laterStarts; turn += 1) later.push(await secondsToFirstPage(folder));
      return [
        { name: "start.first", value: first, unit: "s", target: { of: "value", most: 60 } },
        { name: "start.second", value: median(later), unit: "s", target: { of: "value", most: 5 } },
      ];
    } finally {
      removeDataFolder(folder);
    }
  },
};

async function secondsToFirstPage(dataFolder: string): Promise<number> {
  const began = performance.now();
  const app = await startApp({ dataFolder });
  try {
    await app.ready;
    const page = await ask(`${app.origin}/`);
    if (page.status !== 200) throw new Error(`The first page was answered with ${page.status}.`);
    return (performance.now() - began) / 1000;
  } finally {
    await app.stop();
    await untilServerIsGone(dataFolder);
  }
}
