import type { CivilDate } from "@concordat/calendar";
import type { z } from "zod";
import type { Viewer } from "./actor.ts";
import type { Clock } from "./clock.ts";
import type { Done } from "./command.ts";
import type { Db } from "./db.ts";
import type { Files, Links } from "./ports.ts";
import type { Picture } from "./picture.ts";
import type { PolicyResource } from "./policy.ts";
import type { SourceLine } from "./provenance.ts";
import type { Sentence } from "./sentence.ts";
import type { SubjectDescription, SubjectRef } from "./subject.ts";
import type { TableModel } from "./table.ts";

/**
 * What a page or panel is given: a read-only snapshot of the database that holds only what this viewer may see, the date
 * asked about (valid time, as known now), and today.
 */
export interface Asking {
  readonly db: Db;
  readonly viewer: Viewer;
  /** The date of `?at=`, else today. */
  readonly at: CivilDate;
  /** Whether the reader named a date. */
  readonly atGiven: boolean;
  readonly today: CivilDate;
  readonly clock: Clock;
  /** Machines get lists whole unless they give a limit; people get them in pages. */
  readonly whole: boolean;
  /** The files of a thing; read with this asking's `db`, so only those the viewer may fetch. */
  readonly files: Pick<Files, "listFor">;
  /** Typed links between things of any module. */
  readonly links: Pick<Links, "listAround">;
  /** What things of any module are called; those that this viewer may not see are left out. */
  describe(db: Db, refs: readonly SubjectRef[]): Promise<readonly SubjectDescription[]>;
  /**
   * Carries a command out as this viewer and takes it all back: what it would do, before anything is done.
   *
   * Left out where nothing can act (tests, the command line's reads).
   *
   * @throws what the command itself would throw: Invalid, NotAllowed, Conflict
   */
  rehearse?(command: string, input: Readonly<Record<string, unknown>>): Promise<Done>;
}

/** Something a reader can do here; shown only when the policies allow `action` on `resource`. */
export interface PageAction {
  readonly text: string;
  readonly href: string;
  /** The command behind it; left out for plain links. */
  readonly command?: string;
  readonly resource?: PolicyResource;
}

/** One thing that a question asks for; its value stands in the address. */
export interface AskField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: "choice" | "words" | "number" | "date";
  readonly value: string;
  /** For a choice: the values with their words; an empty value is "not said". */
  readonly options?: readonly { readonly value: string; readonly text: string }[];
  /** What is wrong with the value. */
  readonly problem?: string;
}

/** A question that a page answers: a form that reads and changes nothing, so that its answer has an address. */
export interface Ask {
  /** The page's own path. */
  readonly path: string;
  readonly button: string;
  readonly fields: readonly AskField[];
  /** Whether one of the fields is `at`; otherwise the date asked about is carried on. */
  readonly asksDate?: boolean;
}

/** A part of a page below the answer. */
export type Section =
  | {
      readonly kind: "table";
      readonly heading?: string;
      readonly intro?: Sentence;
      readonly table: TableModel;
    }
  | {
      readonly kind: "facts";
      readonly heading?: string;
      readonly intro?: Sentence;
      readonly facts: readonly { readonly label: string; readonly value: Sentence }[];
    }
  | { readonly kind: "words"; readonly heading?: string; readonly paragraphs: readonly Sentence[] }
  | {
      readonly kind: "list";
      readonly heading?: string;
      readonly intro?: Sentence;
      readonly items: readonly Sentence[];
    }
  | {
      readonly kind: "picture";
      readonly heading?: string;
      readonly intro?: Sentence;
      readonly picture: Picture;
    }
  | { readonly kind: "ask"; readonly heading?: string; readonly intro?: Sentence; readonly ask: Ask }
  | { readonly kind: "code"; readonly heading?: string; readonly intro?: Sentence; readonly code: string }
  | { readonly kind: "view"; readonly view: string; readonly heading?: string; readonly data: unknown };

/**
 * A page as data, in the grammar of DESIGN.md section 7: title, the answer in one sentence, one picture, the table behind
 * it, what you can do here, sources, as-at date, *Check this*.
 *
 * HTML, JSON and CSV are made from the same model, so they cannot disagree.
 */
export interface PageModel {
  readonly title: string;
  /** The sort of thing, above the title. */
  readonly kicker?: string;
  readonly illustrative?: boolean;
  readonly answer: Sentence;
  readonly picture?: Picture;
  /** The page's main table; what `.csv` gives. */
  readonly table?: TableModel;
  readonly sections?: readonly Section[];
  readonly actions?: readonly PageAction[];
  readonly sources?: readonly SourceLine[];
  /** Address of the record entry or record list that proves what is shown. */
  readonly check?: string;
  /** Everything whose change makes this page stale; key of the page cache. */
  readonly subjects: readonly SubjectRef[];
  /** Where other modules may add panels, and about what. */
  readonly panels?: { readonly on: PanelPlace; readonly subject?: SubjectRef };
  /** The page's facts for machines. Lists are `{ items: [...] }`. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Crumbs above the title. */
  readonly trail?: readonly { readonly text: string; readonly href: string }[];
  /** A template of the module's own in place of the common one, `place/home.njk`. */
  readonly view?: string;
  /** Further data for that template. */
  readonly data?: unknown;
}

/** A page: an address, what it takes, what its JSON holds, and how to answer. */
export interface Page<Params = Readonly<Record<string, string>>, Query = Readonly<Record<string, unknown>>> {
  /** `place.organisations`; stable, used by the access table and the OpenAPI document. */
  readonly name: string;
  /** Fastify path without ending, `/organisations/:slug`. */
  readonly path: string;
  /** What the page is for, in one sentence; shown in the API's document. */
  readonly about: string;
  readonly params?: z.ZodType<Params>;
  /** Besides `at`, which every page takes. */
  readonly query?: z.ZodType<Query>;
  /** Shape of the JSON, for the OpenAPI document; a test holds answers against it. */
  readonly json: z.ZodType;
  /** Which formats besides HTML; JSON always. `atom` gives the feed of record entries about `subjects`. */
  readonly formats?: readonly ("csv" | "atom")[];
  /** The policy action a viewer needs; `see` is allowed to everyone. */
  readonly action?: string;
  /** Pages that depend on more than subjects and the day (search, sign-in) are not cached. */
  readonly cached?: boolean;
  /** Undefined means there is no such thing for this viewer: 404. */
  load(asking: Asking, input: { params: Params; query: Query }): Promise<PageModel | undefined>;
}

/** Types the inputs of a page from its schemas; the list in a manifest forgets them again. */
export function definePage<Params, Query>(page: Page<Params, Query>): Page {
  return page as unknown as Page;
}

/** Where panels may appear. */
export const panelPlaces = ["home", "area", "organisation", "board", "decision", "sign", "entry"] as const;
export type PanelPlace = (typeof panelPlaces)[number];

/** What a panel shows: a question or heading, the answer, one picture or table. */
export interface PanelModel {
  readonly heading: string;
  readonly answer: Sentence;
  readonly picture?: Picture;
  readonly table?: TableModel;
  readonly sections?: readonly Section[];
  readonly sources?: readonly SourceLine[];
  /** The way to the whole page. */
  readonly href?: string;
  readonly howWorkedOut?: string;
  readonly check?: string;
  readonly subjects: readonly SubjectRef[];
  readonly json?: unknown;
  readonly view?: string;
  readonly data?: unknown;
}

/** A section that one module adds to another module's page. */
export interface Panel {
  readonly name: string;
  readonly on: PanelPlace;
  /** Smaller comes first. */
  readonly order: number;
  /** Undefined: nothing to show here for this subject. */
  load(asking: Asking, subject: SubjectRef | undefined): Promise<PanelModel | undefined>;
}
