import { z } from "zod";
import { defineImport, millisOf, newUuid, type ImportKind } from "../kernel/index.ts";
import { journalOf } from "./act-json.ts";
import { actualColumns, actualRow, actualsOf, entriesOf, heldActuals } from "./actual.ts";
import { importers } from "./commands/found.ts";
import { putPrepared } from "./commands/prepared-act.ts";
import { fundRef } from "./fund.ts";
import { listEntries } from "./store-books.ts";
import { listPrepared } from "./store-change.ts";
import { findFund } from "./store-funds.ts";
import { lockFund } from "./store-proposals.ts";

const listRow = actualRow.extend({
  fund: z.string({ error: "Say which fund, by the last part of its address." }).max(100),
});

/** Actuals of several funds in one file; what comes of it waits for the host's approval, which no administrator may give. */
export const actualsImport: ImportKind = defineImport<z.output<typeof listRow>>({
  name: "pounds.actuals",
  title: "Actuals of pooled funds",
  about:
    "What each scheme of a pooled fund spent in each month. It waits on the worklist of the fund's host, where somebody other than an administrator approves it.",
  columns: [
    {
      name: "fund",
      about: "The last part of the fund's address.",
      required: true,
      example: "aldermere-care-fund-2026-27",
    },
    ...actualColumns,
  ],
  row: listRow,
  apply: async (acting, rows) => {
    const refused: { line: number; field: string; reason: string }[] = [];
    const changed = [];
    for (const slug of new Set(rows.map(({ value }) => value.fund))) {
      const own = rows.filter(({ value }) => value.fund === slug);
      const file = await findFund(acting.tx, slug);
      if (!file?.agreement.keptHere) {
        const reason = `No fund kept here has the address “${slug}”.`;
        refused.push(...own.map(({ line }) => ({ line, field: "fund", reason })));
        continue;
      }
      const { actuals, problems } = actualsOf(file, own, acting.today);
      refused.push(...problems);
      const bad = new Set(problems.map(({ line }) => line));
      await lockFund(acting.tx, file.fund.id);
      const journal = journalOf(await listEntries(acting.tx, file.fund.id));
      const waiting = (await listPrepared(acting.tx, { fundId: file.fund.id })).map(({ act }) => act);
      const entries = entriesOf(
        file,
        actuals.filter(({ line }) => !bad.has(line)),
        {
          held: heldActuals(journal, waiting, slug),
          idOf: ({ key }) => `actual-${key.toLowerCase()}-${newUuid(millisOf(acting.clock.now()))}`,
        },
      );
      await putPrepared(acting, file, { acts: entries, preparedBy: importers });
      if (entries.length > 0) changed.push(fundRef(file.fund.id));
    }
    return { refused, changed };
  },
});
