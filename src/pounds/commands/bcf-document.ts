import type { z } from "zod";
import {
  defineCommand,
  Invalid,
  NotFound,
  type Acting,
  type Choice,
  type Command,
  type Db,
  type FormAsking,
  type FormModel,
  type Json,
  type PolicyResource,
  type Widget,
} from "../../kernel/index.ts";
import { bcfDocuments, itemsOf, type BcfDocument, type BcfFile, type BcfItem } from "../bcf.ts";
import type { FundFile } from "../fund.ts";
import { listBcfFiles, listBcfItems, renewBcf, type BcfKey } from "../store-bcf.ts";
import { findFund } from "../store-funds.ts";
import { getFund } from "./found.ts";
import { fundDone, fundForm } from "./fund-done.ts";

/** Where a fund's plan, or one of its returns, is read. */
export function bcfHref(fund: string, document: BcfDocument): string {
  return document === "plan"
    ? `/money/${fund}/better-care`
    : `/money/${fund}/better-care?document=${document}`;
}

/** What a command on a document works with. */
export interface BcfWork {
  readonly file: FundFile;
  readonly held: BcfFile;
  /** The plan's lists of the fund's year: sources, activities, conditions and so on. */
  readonly items: readonly BcfItem[];
  readonly key: BcfKey;
}

type BcfInput = { readonly fund: string; readonly document: BcfDocument };

/** A document that was begun, with the lists of its year. */
export async function getBcf(tx: Db, input: BcfInput): Promise<BcfWork> {
  const file = await getFund(tx, input.fund);
  const held = (await listBcfFiles(tx, file.fund.id)).find(({ document }) => document === input.document);
  if (!held)
    throw new NotFound("pounds.bcf-not-begun", {
      message: `The ${bcfDocuments[input.document].toLowerCase()} of this fund is not begun. Begin it first.`,
    });
  return {
    file,
    held,
    items: await listsOf(tx, file),
    key: { fundId: file.fund.id, document: input.document, audience: file.fund.audience },
  };
}

/** The lists of a fund's year. Returns choose from those of the plan. */
async function listsOf(db: Db, { fund }: FundFile): Promise<readonly BcfItem[]> {
  const all = await listBcfItems(db, fund.year);
  return [
    ...itemsOf(all, { year: fund.year, document: "plan" }),
    ...all.filter(({ document }) => document === "return"),
  ];
}

/** The choices of one list. */
export function choicesOf(items: readonly BcfItem[], kind: string): readonly Choice[] {
  return items
    .filter((item) => item.kind === kind)
    .map(({ key, words, parent }) => {
      const above = items.find((item) => item.kind === "activity" && item.key === parent);
      return { value: key, text: above ? `${above.words}: ${words}` : words };
    });
}

/** Refuses a value that the year's list does not have. */
export function refuseUnlisted(
  items: readonly BcfItem[],
  given: readonly { readonly field: string; readonly kind: string; readonly value: string | undefined }[],
): void {
  const wrong = given.filter(
    ({ kind, value }) =>
      value !== undefined && !items.some((item) => item.kind === kind && item.key === value),
  );
  if (wrong.length === 0) return;
  throw new Invalid(
    wrong.map(({ field, value }) => ({
      code: "pounds.bcf-unlisted",
      field,
      message: `“${value}” is not in the list of this year. Choose one that is.`,
    })),
  );
}

/** The parts in which the commands on a plan or return differ. */
interface Given<Input extends BcfInput> {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly submit: string;
  readonly intro?: string;
  readonly schema: z.ZodType<Input>;
  resource(db: Db, input: Readonly<Record<string, unknown>>): Promise<PolicyResource | undefined>;
  fields(
    items: readonly BcfItem[],
    file: FundFile,
  ): readonly { readonly name: string; readonly widget: Widget; readonly label?: string }[];
  readonly values?: (asking: FormAsking, held: BcfFile) => Readonly<Record<string, string>>;
  run(acting: Acting, input: Input, work: BcfWork): Promise<BcfSaid>;
}

/** What is said of an act on a plan or return. */
export interface BcfSaid {
  readonly message: string;
  readonly kind: string;
  readonly summary: string;
  readonly body: Readonly<Record<string, Json>>;
  /** Left out: everybody who may see the fund. */
  readonly audience?: string;
  /** False where what was signed stands unchanged. */
  readonly changes?: boolean;
  readonly json?: Readonly<Record<string, unknown>>;
}

/** A command on a document that was begun; what it changes makes a new version of the document. */
export function bcfCommand<Input extends BcfInput>(given: Given<Input>): Command {
  const short = given.name.replace(/^pounds\./, "").replace("-bcf", "");
  return defineCommand<Input>({
    name: given.name,
    title: given.title,
    about: given.about,
    schema: given.schema,
    path: `/money/:fund/better-care/:document/${short}`,
    resource: given.resource,
    form: async (asking) => await formOf(given, asking),
    run: async (acting, input) => {
      const work = await getBcf(acting.tx, input);
      const said = await given.run(acting, input, work);
      const version = said.changes === false ? work.held.version : await renewBcf(acting.tx, work.key);
      return {
        ...fundDone(work.file, {
          ...said,
          body: { fund: input.fund, document: input.document, version, ...said.body },
          href: bcfHref(input.fund, input.document),
        }),
        ...(said.json && { json: said.json }),
      };
    },
  });
}

async function formOf<Input extends BcfInput>(
  given: Given<Input>,
  asking: FormAsking,
): Promise<FormModel | undefined> {
  const { db, params } = asking;
  const file = await findFund(db, params["fund"] ?? "");
  const held = file && (await listBcfFiles(db, file.fund.id));
  const own = held?.find((one) => one.document === params["document"]);
  if (!file || !own) return undefined;
  return fundForm(file, {
    title: `${given.title}: ${bcfDocuments[own.document].toLowerCase()}`,
    submit: given.submit,
    ...(given.intro !== undefined && { intro: given.intro }),
    ...(given.values && { values: given.values(asking, own) }),
    fields: given.fields(await listsOf(db, file), file),
  });
}
