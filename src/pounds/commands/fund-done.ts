import type { Act } from "@concordat/ledger";
import type { Acting, Done, FormAsking, FormModel } from "../../kernel/index.ts";
import { fundRef, type FundFile } from "../fund.ts";
import { recordActs } from "../store-books.ts";
import { findFund } from "../store-funds.ts";

/** The parts that forms of one fund share. */
export function fundForm(
  { fund }: FundFile,
  rest: Pick<FormModel, "title" | "submit" | "fields" | "intro" | "values">,
): FormModel {
  return {
    ...rest,
    illustrative: fund.basis === "illustrative",
    trail: [
      { text: "Money", href: "/money" },
      { text: `${fund.name}, ${fund.year}`, href: `/money/${fund.slug}` },
    ],
  };
}

/** The form of a command at an address of one fund; none where this viewer may see no fund of that name. */
export function formOfFund(
  make: (file: FundFile, asking: FormAsking) => Parameters<typeof fundForm>[1],
): (asking: FormAsking) => Promise<FormModel | undefined> {
  return async (asking) => {
    const file = await findFund(asking.db, asking.params["fund"] ?? "");
    return file && fundForm(file, make(file, asking));
  };
}

/** What is said of an act on a fund. */
export interface Said {
  readonly message: string;
  readonly kind: string;
  readonly summary: string;
  readonly body: Done["entry"]["body"];
  readonly href?: string;
  /** Left out: everybody who may see the fund. */
  readonly audience?: string;
}

export function fundDone({ fund }: FundFile, said: Said): Done {
  const subject = fundRef(fund.id);
  return {
    message: said.message,
    href: said.href ?? `/money/${fund.slug}`,
    subject,
    entry: {
      kind: said.kind,
      summary: said.summary,
      subjects: [subject],
      body: said.body,
      audience: said.audience ?? fund.audience,
    },
  };
}

/** Records one act in a fund's books, in the actor's office. */
export async function recordOne(
  { tx, clock, actor }: Acting,
  { fund }: FundFile,
  act: Act,
): Promise<{ readonly repeat: boolean; readonly sequence: number }> {
  const { entries, repeats } = await recordActs(tx, fund, {
    recordings: [{ act, at: instantText(clock.now()), by: actor.capacity.title }],
    illustrative: fund.basis === "illustrative",
  });
  return { repeat: repeats > 0, sequence: entries[0]!.sequence };
}

/** A moment with its milliseconds, whatever the clock writes. */
function instantText(at: string): string {
  return /\.\d{3}Z$/.test(at) ? at : at.replace(/(\.\d+)?Z$/, ".000Z");
}

/** The schemes of a fund to choose from. */
export function schemeOptions({
  schemes,
}: FundFile): readonly { readonly value: string; readonly text: string }[] {
  return schemes.map(({ key, name }) => ({ value: key, text: name }));
}

/** The partners of a fund to choose from. */
export function partyOptions({
  parties,
}: FundFile): readonly { readonly value: string; readonly text: string }[] {
  return parties.map(({ key, name }) => ({ value: key, text: name }));
}
