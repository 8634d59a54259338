import type { Asking } from "../../kernel/index.ts";
import {
  itemsOf,
  signaturesOf,
  type BcfDocument,
  type BcfFile,
  type BcfItem,
  type NeededSignature,
} from "../bcf.ts";
import { checkPlan, type CheckedRule } from "../bcf-check.ts";
import type { FundFile } from "../fund.ts";
import { listBcfFiles, listBcfItems, sharedAllocations } from "../store-bcf.ts";
import { findFund } from "../store-funds.ts";

/** A fund's plan or return with the lists of its year, its checks and its signatures, as at a day. */
export interface BcfView {
  readonly file: FundFile;
  readonly document: BcfDocument;
  /** Undefined where it is not begun. */
  readonly held?: BcfFile;
  /** Those that are begun, in the order of the year. */
  readonly begun: readonly BcfFile[];
  /** The plan's lists of the year, and what the returns of the year add. */
  readonly items: readonly BcfItem[];
  readonly checks: readonly CheckedRule[];
  readonly signatures: readonly NeededSignature[];
}

/** Loads a plan or return by the fund's address; undefined where there is no such fund for this viewer. */
export async function loadBcf(
  { db, at }: Pick<Asking, "db" | "at">,
  slug: string,
  document: BcfDocument,
): Promise<BcfView | undefined> {
  const file = await findFund(db, slug);
  if (!file) return undefined;
  const { fund, parties } = file;
  const all = await listBcfItems(db, fund.year);
  const own = itemsOf(all, { year: fund.year, document });
  const items = [
    ...itemsOf(all, { year: fund.year, document: "plan" }),
    ...(document === "plan" ? [] : own),
    ...all.filter((item) => item.document === "return" && document === "plan"),
  ];
  const begun = (await listBcfFiles(db, fund.id)).map((one) => ({
    ...one,
    signatures: one.signatures.filter(({ signedOn }) => signedOn <= at),
  }));
  const held = begun.find((one) => one.document === document);
  const shared = held ? await sharedAllocations(db, fund.id, fund.year) : [];
  // The checks and posts are those of the document itself: a return is not held against the rules of the plan.
  return {
    file,
    document,
    begun,
    items,
    checks: held ? checkPlan({ items: own, parties, file: held, shared }) : [],
    signatures: held ? signaturesOf(document === "plan" ? own : items, parties, held) : [],
    ...(held && { held }),
  };
}
