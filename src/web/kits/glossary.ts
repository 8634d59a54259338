/** A word of the field and what it means, in one plain sentence. */
export interface GlossaryTerm {
  /** `Virement`, or a short form with its long one: `ICB (integrated care board)`. */
  readonly term: string;
  readonly meaning: string;
}

/** Finds the words of a glossary in the markup of a page, each once, in the order of first use. */
export type GlossaryFinder = (html: string) => readonly GlossaryTerm[];

interface Form {
  /** As it is looked for: short forms in capitals as they are, everything else in small letters. */
  readonly text: string;
  readonly capitals: boolean;
  readonly term: GlossaryTerm;
}

/**
 * Makes a finder of whole words, the longest first, so that "joint committee" is never found inside a longer term.
 *
 * Plurals count. A short form in capitals (`INT`) counts in capitals only. A number of a section that is followed by the Act
 * it is a section of does not count: it may be another Act. Not for text without tags around it: what stands in tags, in
 * drawings and in boxes to fill in is not looked at.
 *
 * @example makeGlossaryFinder([{ term: "Quorum", meaning: "..." }])("<p>Without a quorum nothing is decided.</p>").length // 1
 */
export function makeGlossaryFinder(terms: readonly GlossaryTerm[]): GlossaryFinder {
  const formsByFirstWord = new Map<string, Form[]>();
  for (const form of terms.flatMap(formsOf)) {
    const first = /^[\w+-]+/.exec(form.text)?.[0].toLowerCase() ?? "";
    formsByFirstWord.set(first, [...(formsByFirstWord.get(first) ?? []), form]);
  }
  for (const forms of formsByFirstWord.values()) forms.sort((a, b) => b.text.length - a.text.length);
  return (html) => {
    const text = readText(html);
    const lower = text.toLowerCase();
    const found = new Set<GlossaryTerm>();
    const word = /[a-z0-9][\w+-]*/g;
    for (let at = word.exec(lower); at; at = word.exec(lower)) {
      const form = formsByFirstWord.get(at[0])?.find((one) => stands(one, { text, lower, at: at.index }));
      if (!form) continue;
      found.add(form.term);
      word.lastIndex = at.index + form.text.length;
    }
    return [...found];
  };
}

/** Whether a form stands at a place, with nothing of a longer word after it. */
function stands(
  form: Form,
  here: { readonly text: string; readonly lower: string; readonly at: number },
): boolean {
  if (!(form.capitals ? here.text : here.lower).startsWith(form.text, here.at)) return false;
  const after = here.lower.slice(here.at + form.text.length, here.at + form.text.length + 8);
  if (/^(?:\w|-\w|'(?!s\b|\W))/.test(after)) return false;
  return !/\d$/.test(form.text) || !/^(?:\(|,? of\b)/.test(after);
}

/** The words of a page without its tags; a tag ends a term, so that two cells beside each other make none. */
function readText(html: string): string {
  return html
    .replace(/<(svg|script|style|select|textarea|nav|h1)\b[\s\S]*?<\/\1>/g, "|")
    .replace(/<[^>]*>/g, "|")
    .replace(/&#39;|’/g, "'")
    .replace(/&nbsp;|\s/g, " ");
}

function formsOf(term: GlossaryTerm): readonly Form[] {
  const [, outside = term.term, inside] = /^(.*?)(?: \((.*)\))?$/.exec(term.term) ?? [];
  return [outside, ...(inside === undefined ? [] : [inside])].flatMap((form) => {
    const capitals = /^[A-Z][A-Za-z]*[A-Z0-9]+[A-Z]*$/.test(form) && !form.includes(" ");
    const text = (capitals ? form : form.toLowerCase()).replaceAll("’", "'");
    return [text, ...pluralsOf(text)].map((one) => ({ text: one, capitals, term }));
  });
}

/** How a term may stand in the plural: "virtual wards", "committees in common", "trajectories". */
function pluralsOf(text: string): readonly string[] {
  if (/\d$/.test(text)) return [];
  const joined = /^(.*?\S)( (?:of|in|to|for) .*)$/.exec(text);
  if (joined) return [`${joined[1]}s${joined[2]}`];
  return [/[^aeiou]y$/.test(text) ? `${text.slice(0, -1)}ies` : `${text}s`];
}
