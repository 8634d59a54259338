import { createHash } from "node:crypto";
import {
  systemActor,
  type Clock,
  type Dataset,
  type Db,
  type Manifest,
  type Recorder,
} from "../kernel/index.ts";
import { keepLoad, listLoads, lockLoading, refreshStatistics } from "../platform/datasets/store-loads.ts";
import { noteUntold } from "../platform/changes/store-untold.ts";
import { indexEverything } from "../platform/search/store-search.ts";
import { factsOf, readCatalogue, readShipped, rowsOf, type ShippedFile } from "./catalogue.ts";

/** What loading one file did. */
export interface LoadedFile {
  readonly key: string;
  readonly title: string;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

interface Due {
  readonly file: ShippedFile;
  readonly dataset: Dataset;
  readonly sha256: string;
  readonly bytes: Buffer;
}

/**
 * Brings the database to what the shipped files say: all files that changed since the last start, in one transaction.
 *
 * A kill half-way leaves the earlier state. What somebody changed on this site is left alone. Writes one entry of the
 * record that lists what changed.
 *
 * @param tell  called once a stage, for the progress lines of the start
 */
export async function loadShipped(
  ports: {
    readonly db: Db;
    readonly clock: Clock;
    readonly manifests: readonly Manifest[];
    readonly recorder: Recorder;
  },
  tell: (line: string) => void,
): Promise<readonly LoadedFile[]> {
  return await ports.db.transaction().execute(async (tx) => {
    await lockLoading(tx);
    const due = dueFiles(ports.manifests, await listLoads(tx));
    const loaded: LoadedFile[] = [];
    for (const one of due) loaded.push(await loadFile(tx, ports.clock, one));
    if (loaded.length === 0) return loaded;
    tell(`Loaded ${loaded.length} files: ${inWords(loaded)}`);
    const count = await indexEverything(ports.manifests, tx);
    await refreshStatistics(tx);
    tell(`Indexed ${count.toLocaleString("en-GB")} things for search`);
    await recordLoad(tx, ports, loaded);
    await noteUntold(tx, { act: "shipped-data", subjects: ["*"] });
    return loaded;
  });
}

function dueFiles(
  manifests: readonly Manifest[],
  loads: Awaited<ReturnType<typeof listLoads>>,
): readonly Due[] {
  const files = new Map(readCatalogue().map((file) => [file.key, file]));
  const datasets = manifests
    .flatMap((manifest) => manifest.datasets ?? [])
    .toSorted((a, b) => a.order - b.order);
  return datasets.flatMap((dataset) => {
    const file = files.get(dataset.key);
    if (!file) throw new Error(`data/catalogue.yaml has no entry "${dataset.key}", which a module loads.`);
    const { bytes, sha256 } = readShipped(file);
    const mark = createHash("sha256")
      .update(`${sha256} ${JSON.stringify(file)} ${dataset.dependsOn ?? ""}`)
      .digest("hex");
    return loads.get(dataset.key)?.sha256 === mark ? [] : [{ file, dataset, bytes, sha256: mark }];
  });
}

async function loadFile(tx: Db, clock: Clock, due: Due): Promise<LoadedFile> {
  const rows = rowsOf(due.bytes);
  try {
    const counts = await due.dataset.load(tx, rows, factsOf(due.file));
    const done = { key: due.file.key, title: due.file.title, rows: rows.length, ...counts };
    const { title: _title, ...load } = done;
    await keepLoad(tx, { ...load, sha256: due.sha256, loadedAt: clock.now() });
    return done;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The shipped file data/${due.file.file} could not be loaded, so nothing was: ${reason}`, {
      cause: error,
    });
  }
}

async function recordLoad(
  tx: Db,
  ports: { readonly clock: Clock; readonly recorder: Recorder },
  loaded: readonly LoadedFile[],
): Promise<void> {
  await ports.recorder.write(tx, {
    at: ports.clock.now(),
    capacity: systemActor.capacity,
    draft: {
      kind: "app.shipped-data-loaded",
      summary: `Published facts that come with Concordat were loaded from ${loaded.length} files: ${inWords(loaded)}.`,
      subjects: [{ module: "app", kind: "open-data", id: "shipped" }],
      body: { files: loaded.map((file) => ({ ...file })) },
    },
  });
}

function inWords(loaded: readonly LoadedFile[]): string {
  const sum = (of: (file: LoadedFile) => number): string =>
    loaded.reduce((total, file) => total + of(file), 0).toLocaleString("en-GB");
  return `${sum((file) => file.added)} facts added, ${sum((file) => file.changed)} changed, ${sum((file) => file.removed)} removed`;
}
