import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import {
  disprove,
  journalCsv,
  journalHledger,
  shareJson,
  shareOfFiles,
  shareText,
  type SourceText,
} from "@concordat/ledger";
import { Invalid, NotFound, type Enquiry } from "../kernel/index.ts";
import { journalOf } from "./act-json.ts";
import { listEntries } from "./store-books.ts";
import { findFund } from "./store-funds.ts";

/** Who pays, from files alone. */
const share: Enquiry = {
  words: ["pounds", "share"],
  usage: "AGREEMENT.yaml AMOUNTS.csv [--json]",
  about:
    "Says who pays, line by line, from an agreement's risk share and the amounts of a year. Needs no data.",
  reads: "nothing",
  answer: async ({ rest, options }, out) => {
    const [agreement, amounts] = rest;
    if (agreement === undefined || amounts === undefined) {
      out.note("Name the agreement and the amounts: concordat pounds share AGREEMENT.yaml AMOUNTS.csv");
      return 2;
    }
    const report = shareOfFiles(sourceOf(agreement), sourceOf(amounts));
    if (!report.ok)
      throw new Invalid(
        report.problems.map(({ code, message, ...place }) => ({
          code: `pounds.${code}`,
          message: `${placeText(place)}${message}`,
        })),
      );
    out.result(
      options["json"] === true
        ? JSON.stringify(shareJson(report.value), undefined, 2)
        : shareText(report.value).trimEnd(),
    );
    return 0;
  },
};

function sourceOf(path: string): SourceText {
  try {
    return { name: basename(path), text: readFileSync(path, "utf8") };
  } catch (error) {
    const why =
      error instanceof Error && "code" in error && error.code === "ENOENT"
        ? "There is no such file."
        : String(error);
    throw new NotFound("pounds.no-such-file", { message: `${path} could not be read. ${why}` });
  }
}

function placeText({ file, line }: { readonly file?: string; readonly line?: number }): string {
  if (file === undefined) return "";
  return line === undefined ? `${file}: ` : `${file}, line ${line}: `;
}

/** The fund whose made-up year of books comes with every start. */
const exampleFund = "lewisham-better-care-2025-26";

/** A fund's books, whole. */
const exported: Enquiry = {
  words: ["pounds", "export"],
  usage: "--format hledger|csv [--fund F]",
  about:
    "Writes a fund's books out whole, for hledger or as CSV: concordat pounds export --format hledger --fund lewisham-better-care-2025-26",
  reads: "public",
  answer: async ({ db, options }, out) => {
    const format = options["format"] ?? "hledger";
    if (format !== "hledger" && format !== "csv") {
      throw new Invalid([
        {
          code: "pounds.export-format",
          field: "format",
          message: `There is no format “${typeof format === "string" ? format : ""}”. Use hledger or csv.`,
        },
      ]);
    }
    const slug = typeof options["fund"] === "string" ? options["fund"] : exampleFund;
    const file = await findFund(db, slug);
    if (!file) throw new NotFound("pounds.no-such-fund", { message: `There is no fund "${slug}" here.` });
    const entries = await listEntries(db, file.fund.id);
    const journal = journalOf(entries);
    const wrong = disprove(journal);
    if (wrong.length > 0)
      throw new Error(`The books of ${slug} do not add up, so nothing was written out: ${wrong.join(" ")}`);
    out.note(`balance check: ${entries.length} entries, every fund sums to nothing on every day`);
    const label = entries.some(({ illustrative }) => illustrative)
      ? "\nIllustrative: made up to show how a year of books works"
      : "";
    const text = journalHledger(journal, `${file.agreement.name}, ${file.fund.year}${label}`);
    out.note(hledgerCheck(text));
    out.result((format === "csv" ? journalCsv(journal) : text).trimEnd());
    return 0;
  },
};

/** What this module answers on the command line. */
export const poundsEnquiries: readonly Enquiry[] = [share, exported];

/**
 * What hledger says of a journal: another program's opinion of the same books, where it is on the path.
 *
 * @throws Error with its words when it finds a fault
 */
function hledgerCheck(text: string): string {
  const run = spawnSync("hledger", ["-f", "-", "check", "accounts", "commodities", "ordereddates"], {
    input: text,
    encoding: "utf8",
  });
  if (run.error) return "hledger: not run";
  if (run.status !== 0) throw new Error(`hledger does not agree with these books: ${run.stderr.trim()}`);
  return "hledger check: passed";
}
