import type { CivilDate } from "@concordat/calendar";
import type { z } from "zod";
import type { Acting, Command } from "./command.ts";
import type { Clock } from "./clock.ts";
import type { Db } from "./db.ts";
import type { Enquiry } from "./enquiry.ts";
import type { WrittenEntry } from "./entry.ts";
import type { Asking, Page, PageAction, Panel } from "./page.ts";
import type { Mail } from "./ports.ts";
import type { SuccessionOutcome } from "./succession.ts";
import type { Column, Row } from "./table.ts";
import type { ModuleName, SubjectDescription, SubjectRef } from "./subject.ts";

/** A kind of public thing that a module owns and can describe. */
export interface SubjectKind {
  readonly kind: string;
  /** "Organisation", "Organisations". */
  readonly label: string;
  readonly plural: string;
  /** Descriptions for these ids, in any order; ids that are not there are left out. Reads only what `db` shows. */
  describe(db: Db, ids: readonly string[]): Promise<readonly SubjectDescription[]>;
  /** Every id, for building the search index. */
  listIds(db: Db): Promise<readonly string[]>;
}

/** An act as reactions see it: which command, its input, what came of it. */
export interface Act {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly entry: WrittenEntry & { readonly kind: string; readonly subjects: readonly SubjectRef[] };
  readonly on: CivilDate;
}

/** What a reaction that runs afterwards may use. */
export interface Afterwards {
  readonly db: Db;
  readonly clock: Clock;
  readonly mail: Mail;
  readonly origin: string;
}

/** Another module's act makes something happen here: in the same transaction, or afterwards as a job that is retried. */
export type Reaction =
  | {
      readonly name: string;
      readonly to: string;
      readonly when: "within";
      react(acting: Acting, act: Act): Promise<{ readonly changed: readonly SubjectRef[] }>;
    }
  | {
      readonly name: string;
      readonly to: string;
      readonly when: "afterwards";
      react(after: Afterwards, act: Act): Promise<void>;
    };

/** Says *not ready, because ...* before a lower module's act. */
export interface Gate {
  readonly name: string;
  /** The command it stands before. */
  readonly before: string;
  /** Every reason why not, each one plain sentence; empty means ready. */
  reasonsAgainst(
    asking: { readonly db: Db; readonly today: CivilDate },
    input: Readonly<Record<string, unknown>>,
  ): Promise<readonly string[]>;
}

/** A module's answer to "what becomes of your things when this body ends?" */
export interface SuccessionRule {
  readonly name: string;
  /** `settle` is false when only asked what would happen. */
  onEnd(
    acting: { readonly tx: Db; readonly today: CivilDate },
    ended: SubjectRef,
    detail: { readonly on: CivilDate; readonly settle: boolean },
  ): Promise<readonly SuccessionOutcome[]>;
}

/** A route that is not a page: machines only, or bytes. */
export interface Endpoint {
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly about: string;
  readonly action?: string;
  readonly query?: z.ZodType;
  readonly params?: z.ZodType;
  /** What is sent to a POST: one JSON object. A POST here asks, it changes nothing: what changes something is a command. */
  readonly body?: z.ZodType;
  /** The shape of the answer, where it is JSON. */
  readonly json?: z.ZodType;
  answer(
    asking: Asking,
    request: {
      readonly params: Readonly<Record<string, string>>;
      readonly query: Readonly<Record<string, unknown>>;
      readonly body: unknown;
    },
  ): Promise<EndpointAnswer | undefined>;
}

export interface EndpointAnswer {
  readonly mediaType: string;
  readonly body: string | Uint8Array;
  /** Given: the browser saves it under this name. */
  readonly fileName?: string;
  /** Immutable content (a file by its hash) may be kept by browsers. */
  readonly immutable?: boolean;
}

/** Work done by the system: on a schedule (cron, London time) or when sent. */
export interface Job {
  readonly name: string;
  readonly about: string;
  readonly schedule?: string;
  run(after: Afterwards): Promise<void>;
}

/** A kind of table that can be imported: its columns as a row schema, and how a batch of good rows is applied. */
export interface ImportKind<RowInput = unknown> {
  /** `place.organisations`. */
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly columns: readonly ImportColumn[];
  /** Parses one row of text cells; every problem of the row at once. */
  readonly row: z.ZodType<RowInput>;
  /** A command of the module that brings other tables into this form. */
  readonly otherWay?: PageAction;
  /** Applies good rows within one transaction; rows that contradict what is held come back with field and reason. */
  apply(
    acting: Acting,
    rows: readonly { readonly line: number; readonly value: RowInput }[],
    run: { readonly id: string; readonly source: string; readonly seen: CivilDate },
  ): Promise<{
    readonly refused: readonly { readonly line: number; readonly field: string; readonly reason: string }[];
    readonly changed: readonly SubjectRef[];
  }>;
}

export interface ImportColumn {
  readonly name: string;
  readonly about: string;
  readonly required: boolean;
  readonly example: string;
}

/** Types the rows of an import from its schema; the list in a manifest forgets them again. */
export function defineImport<RowInput>(kind: ImportKind<RowInput>): ImportKind {
  return kind;
}

/** A table anyone may download whole. */
export interface OpenDataTable {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly licence: string;
  readonly columns: readonly (Column & { readonly about: string })[];
  rows(asking: Asking): Promise<readonly Row[]>;
}

/** A shipped file and how its rows reach the module's tables; loaded when its content changed. */
export interface Dataset {
  /** Key in data/catalogue.yaml. */
  readonly key: string;
  /** Smaller is loaded first. */
  readonly order: number;
  /** Whatever else decides what the rows become; a change of it loads the file anew. */
  readonly dependsOn?: string;
  /** Brings the tables to exactly what the rows say; says what changed. Runs in one transaction. */
  load(
    tx: Db,
    rows: readonly Readonly<Record<string, string>>[],
    dataset: DatasetFacts,
  ): Promise<{ readonly added: number; readonly changed: number; readonly removed: number }>;
}

export interface DatasetFacts {
  readonly key: string;
  readonly title: string;
  readonly publisher: string;
  readonly source: string;
  readonly seen: CivilDate;
  readonly basis: string;
  readonly licence: string;
}

/**
 * Everything a module adds to the product; `module.ts` exports one. The composition root reads nothing else of a module.
 */
export interface Manifest {
  readonly module: ModuleName;
  /** One sentence for the page of modules and the guide. */
  readonly about: string;
  /** The module's Cedar policies, `policies.cedar` in its folder: the text that decides and that /policies shows. */
  readonly policies?: "policies.cedar";
  /** Plain SQL migrations, `migrations/` in its folder. */
  readonly migrations?: "migrations/";
  readonly subjects?: readonly SubjectKind[];
  readonly panels?: readonly Panel[];
  readonly reactions?: readonly Reaction[];
  readonly gates?: readonly Gate[];
  readonly succession?: readonly SuccessionRule[];
  readonly pages?: readonly Page[];
  readonly endpoints?: readonly Endpoint[];
  readonly commands?: readonly Command[];
  readonly enquiries?: readonly Enquiry[];
  readonly jobs?: readonly Job[];
  readonly imports?: readonly ImportKind[];
  readonly openData?: readonly OpenDataTable[];
  readonly datasets?: readonly Dataset[];
}
