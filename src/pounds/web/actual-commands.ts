import { formatMoney } from "@concordat/ledger";
import type { z } from "zod";
import {
  countOf,
  defineCommand,
  Invalid,
  listInWords,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Done,
  type Problem,
} from "../../kernel/index.ts";
import { journalOf } from "../act-json.ts";
import {
  actualColumns,
  actualRow,
  actualsOf,
  entriesOf,
  heldActuals,
  monthKeys,
  type ActualEntry,
} from "../actual.ts";
import { actorKey, getFund, hostedFund } from "../commands/found.ts";
import { fundDone, formOfFund } from "../commands/fund-done.ts";
import { putPrepared, worklistOf } from "../commands/prepared-act.ts";
import { prepareActualsSchema } from "../schema-year.ts";
import { listEntries } from "../store-books.ts";
import { listPrepared } from "../store-change.ts";
import { lockFund } from "../store-proposals.ts";
import { problemAt, readMoneySheet } from "./money-sheet.ts";

/** Reads a sheet of actuals by scheme and month, and prepares what the books do not hold yet. */
export const prepareActualsCommand: Command = defineCommand({
  name: "pounds.prepare-actuals",
  title: "Import a sheet of actuals",
  about:
    "Reads a CSV or XLSX sheet of what each scheme spent in each month, M1 to M12, and prepares one entry for each month with what the books do not hold yet; somebody else approves it.",
  schema: prepareActualsSchema,
  path: "/money/:fund/prepare-actuals",
  resource: hostedFund,
  form: formOfFund(() => ({
    title: "Import a sheet of actuals",
    submit: "Read the sheet",
    intro: [
      "One row for each scheme, with the columns year, scheme and M1 to M12. An empty cell says nothing; 0 says that nothing was spent. A sheet with any fault is refused whole, each fault with its cell. Begin with ",
      { text: "an example", href: "/imports/templates/pounds.actuals" },
      ".",
    ],
    values: { dryRun: "true" },
    fields: [
      { name: "file", widget: { kind: "file", accept: [".csv", ".xlsx"] } },
      { name: "sheet", widget: { kind: "text", width: 20 } },
      { name: "dryRun", widget: { kind: "yes-no" } },
    ],
  })),
  run: prepareActuals,
});

async function prepareActuals(acting: Acting, input: z.output<typeof prepareActualsSchema>): Promise<Done> {
  const file = await getFund(acting.tx, input.fund);
  const sheet = await readMoneySheet(
    { columns: actualColumns, row: actualRow, figures: monthKeys },
    { ...input.file, ...(input.sheet && { sheet: input.sheet }) },
  );
  const { actuals, problems } = actualsOf(file, sheet.rows, acting.today);
  if (problems.length > 0)
    throw new Invalid(problems.map((problem): Problem => problemAt(sheet.cellOf, problem)));
  await lockFund(acting.tx, file.fund.id);
  const journal = journalOf(await listEntries(acting.tx, file.fund.id));
  const waiting = (await listPrepared(acting.tx, { fundId: file.fund.id })).map(({ act }) => act);
  const entries = entriesOf(file, actuals, {
    held: heldActuals(journal, waiting, file.fund.slug),
    idOf: ({ key }) => `actual-${key.toLowerCase()}-${newUuid(millisOf(acting.clock.now()))}`,
  });
  const said =
    `The sheet has ${countOf(actuals.length, "figure")} of ${countOf(sheet.rows.length, "scheme")}. ${whatFollows(entries)} ${sheet.notes.join(" ")}`.trim();
  if (input.dryRun)
    throw new Invalid([{ code: "pounds.sheet-tried", message: `Tried out, nothing was prepared. ${said}` }]);
  if (entries.length === 0)
    throw new Invalid([{ code: "pounds.sheet-nothing-new", field: "file", message: said }]);
  await putPrepared(acting, file, { acts: entries, preparedBy: actorKey(acting) });
  return fundDone(file, {
    message: `${said} Somebody else of the host must approve each before it is posted.`,
    kind: "pounds.actuals-prepared",
    summary: `A sheet of actuals was read into the worklist of ${file.fund.name} ${file.fund.year}: ${countOf(entries.length, "month")} with new figures.`,
    body: {
      fund: file.fund.slug,
      months: entries.map(({ month, act, schemes }) => ({ month: month.key, act: act.id, schemes })),
    },
    audience: worklistOf(file),
  });
}

function whatFollows(entries: readonly ActualEntry[]): string {
  if (entries.length === 0)
    return "The books hold all of it already, or it waits for approval: there is nothing to prepare.";
  const all = entries.map(({ month, act, schemes }) => {
    const spent = act.kind === "transaction" ? act.postings : [];
    const sum = spent
      .filter(({ account }) => account.kind === "spending")
      .reduce((total, { amount }) => total + amount, 0n);
    return `${month.key} ${formatMoney(sum)} for ${countOf(schemes, "scheme")}`;
  });
  return `What the books do not hold yet: ${listInWords(all)}.`;
}
