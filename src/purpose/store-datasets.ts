import { syncRows, type Dataset, type DatasetFacts, type Db, type SyncCount } from "../kernel/index.ts";
import { resolveCodes } from "../place/index.ts";
import { expandRows, type GivenRow, type StatedObservation } from "./expand.ts";
import { datasetKeyOf, type FileRule } from "./rules.ts";
import {
  keepObservations,
  keepPublication,
  listCodesWithoutPlace,
  listIndicatorIds,
  listOrphans,
  type Places,
} from "./store-load.ts";

const firstOrder = 30;

/** The shipped files of this module: what is counted, the codes without a place, then every file of figures. */
export function purposeDatasets(rules: readonly FileRule[]): readonly Dataset[] {
  return [
    { key: "indicators", order: firstOrder, load: loadIndicators },
    { key: "codes-without-place", order: firstOrder + 1, load: loadCodes },
    ...rules.map((rule, index) => ({
      key: datasetKeyOf(rule),
      order: firstOrder + 2 + index,
      dependsOn: JSON.stringify(rule),
      load: async (tx: Db, rows: readonly GivenRow[], facts: DatasetFacts) =>
        await loadFigures(tx, { rule, rows, facts }),
    })),
  ];
}

async function loadIndicators(tx: Db, rows: readonly GivenRow[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    id: "text",
    name: "text",
    about: "text",
    unit: "text",
    direction: "text",
    numerator: "text",
    denominator: "text",
    collection: "text",
    breaks: "text",
    main_file: "text",
  };
  const count = await syncRows(
    tx,
    { table: "purpose.indicator", columns, key: ["id"], dataset: facts.key },
    rows.map((row) => ({
      id: row["id"],
      name: row["name"],
      about: row["about"],
      unit: row["unit"],
      direction: row["direction"],
      numerator: row["numerator"] || undefined,
      denominator: row["denominator"] || undefined,
      collection: row["collection"],
      breaks: row["breaks"] || undefined,
      main_file: row["source"],
    })),
  );
  const orphans = count.removed > 0 ? await listOrphans(tx) : [];
  if (orphans.length === 0) return count;
  throw new RangeError(
    `There are figures of ${orphans.join(", ")}, which purpose/indicators.csv no longer describes.`,
  );
}

async function loadCodes(tx: Db, rows: readonly GivenRow[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncRows(
    tx,
    {
      table: "purpose.code_without_place",
      columns: { code: "text", name: "text", why: "text" },
      key: ["code"],
      dataset: facts.key,
    },
    rows.map((row) => ({ code: row["code"], name: row["name"], why: row["why"] })),
  );
}

async function loadFigures(
  tx: Db,
  {
    rule,
    rows,
    facts,
  }: { readonly rule: FileRule; readonly rows: readonly GivenRow[]; readonly facts: DatasetFacts },
): Promise<SyncCount> {
  const stated = expandRows(rule, rows);
  await refuseUnknownIndicators(tx, rule, stated);
  await keepPublication(tx, facts);
  return await keepObservations(tx, { facts, stated, places: await placesOf(tx, rule, stated) });
}

async function refuseUnknownIndicators(
  tx: Db,
  rule: FileRule,
  stated: readonly StatedObservation[],
): Promise<void> {
  const known = new Set(await listIndicatorIds(tx));
  const unknown = [...new Set(stated.map((one) => one.indicator))].filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw new RangeError(
    `${rule.file} has figures of ${unknown.slice(0, 5).join(", ")}, which purpose/indicators.csv does not describe. Add a row there.`,
  );
}

/** What the codes of a file stand for: areas or organisations, by code and not by date. */
async function placesOf(tx: Db, rule: FileRule, stated: readonly StatedObservation[]): Promise<Places> {
  const codes = [...new Set(stated.map((one) => one.code))];
  const meanings = await resolveCodes(tx, codes);
  const nameless = await listCodesWithoutPlace(tx);
  const places = new Map<string, { readonly areaId: string } | { readonly organisationId: string }>();
  for (const code of codes.filter((one) => !nameless.has(one))) {
    const { areaId, organisationId } = meanings.get(code) ?? {};
    if (rule.code.resolves === "area" && areaId) places.set(code, { areaId });
    if (rule.code.resolves === "organisation" && organisationId) places.set(code, { organisationId });
  }
  const unknown = codes.filter((code) => !places.has(code) && !nameless.has(code));
  if (unknown.length === 0) return places;
  throw new RangeError(
    `${rule.file} has codes that are no ${rule.code.resolves} here: ${unknown.slice(0, 5).join(", ")}. ` +
      "Add them to place/identifiers.csv, or to purpose/codes-without-place.csv with the reason.",
  );
}
