import type { Brand } from "./brand.ts";

/** The modules of DESIGN.md section 2, `identity` for accounts, and `app` for what belongs to no module. */
export const moduleNames = [
  "identity",
  "record",
  "place",
  "meetings",
  "purpose",
  "priorities",
  "decisions",
  "pounds",
  "providers",
  "scrutiny",
  "voice",
  "app",
] as const;
export type ModuleName = (typeof moduleNames)[number];

/** Any public thing: which module knows it, of which kind, by which id. */
export interface SubjectRef {
  readonly module: ModuleName;
  readonly kind: string;
  readonly id: string;
}

/** A SubjectRef as text, `place:organisation:0197...`; the form kept in the database, in links and in the record. */
export type SubjectText = Brand<string, "SubjectText">;

/** The text of a reference. */
export function subjectText(ref: SubjectRef): SubjectText {
  return `${ref.module}:${ref.kind}:${ref.id}` as SubjectText;
}

/**
 * Reads a reference back.
 *
 * @throws RangeError when the text has not three parts or names no module
 */
export function parseSubject(text: string): SubjectRef {
  const [module, kind, ...rest] = text.split(":");
  const id = rest.join(":");
  if (!kind || !id || !isModuleName(module))
    throw new RangeError(`"${text}" is not a reference to anything.`);
  return { module, kind, id };
}

/** Whether a text names a module. */
export function isModuleName(text: string | undefined): text is ModuleName {
  return moduleNames.some((name) => name === text);
}

/** The stand-in for "any thing of this kind", used by lists in the page cache: `place:organisation:*`. */
export function anyOfKind(module: ModuleName, kind: string): SubjectRef {
  return { module, kind, id: "*" };
}

/** A thing as other modules show it: enough for a link, a search result and a feed line. */
export interface SubjectDescription {
  readonly ref: SubjectRef;
  readonly title: string;
  /** What sort of thing, in a reader's words: "Integrated care board". */
  readonly kindLabel: string;
  /** One sentence; may be empty. */
  readonly summary: string;
  readonly href: string;
  readonly audience: string;
  readonly illustrative: boolean;
  /** Further words under which it should be found: codes, former names. */
  readonly words?: string;
}
