import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { pence } from "@concordat/ledger";
import { shippedDatabase } from "../../test/support/shipped.ts";
import type { Db, SyncCount } from "../kernel/index.ts";
import { keepBcfLine, listBcfFiles, renewBcf } from "./store-bcf.ts";
import { poundsDatasets } from "./store-datasets.ts";
import { findFund } from "./store-funds.ts";
import { keepInequality, keepJointLine, listJointLines } from "./store-pooled.ts";

const { db } = await shippedDatabase();

test("what people entered over a shipped plan, joint line or fund stands when its file is loaded again; the rest follows the file", async () => {
  const { fund: held } = (await findFund(db, "aldermere-better-care-2025-26"))!;
  const load = async (tx: Db, name: string): Promise<SyncCount> => {
    const key = `illustrative-pounds-${name}`;
    const path = new URL(`../../data/illustrative/pounds-${name}.csv`, import.meta.url);
    const rows = parse<Record<string, string>>(readFileSync(path), { columns: true });
    const about = { title: "", publisher: "", source: held.source, licence: "" };
    const facts = { key, ...about, seen: held.seen, basis: held.basis };
    return await poundsDatasets.find((one) => one.key === key)!.load(tx, rows, facts);
  };
  const nothing = { added: 0, changed: 0, removed: 0 };
  await db.transaction().execute(async (tx) => {
    const document = { fundId: held.id, document: "plan", audience: held.audience } as const;
    const [line, other] = (await listBcfFiles(tx, held.id))[0]!.lines;
    const [joint] = await listJointLines(tx, held.id);
    await keepBcfLine(tx, document, { ...line!, amount: pence(1n) });
    const version = await renewBcf(tx, document);
    await keepJointLine(tx, held, { ...joint!, name: "As people call it" });
    await keepInequality(tx, held.id, "Sooner home in the poorest wards.");
    await sql`update pounds.bcf_line set amount_pence = 2 where document = 'plan' and scheme = ${other!.scheme} and fund_id = ${held.id}
      and source_of_funding = ${other!.source}`.execute(tx);
    expect(await load(tx, "better-care-lines")).toEqual({ ...nothing, changed: 1 });
    for (const name of ["better-care-documents", "joint-lines", "funds"])
      expect(await load(tx, name)).toEqual(nothing);
    const [file] = await listBcfFiles(tx, held.id);
    expect(file!.version).toBe(version);
    expect(file!.lines.slice(0, 2).map(({ amount }) => amount)).toEqual([1n, other!.amount]);
    expect((await listJointLines(tx, held.id)).map(({ name }) => name)).toContain("As people call it");
    expect((await findFund(tx, held.slug))!.fund.inequality).toBe("Sooner home in the poorest wards.");
  });
});
