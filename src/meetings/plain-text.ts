/** Elements whose content is no text for readers. */
const silent = new Set([
  "script",
  "style",
  "iframe",
  "object",
  "template",
  "noscript",
  "svg",
  "math",
  "head",
  "title",
  "textarea",
  "xml",
]);
/** Elements that begin a new line. */
const blocks = new Set([
  "p",
  "div",
  "br",
  "li",
  "ul",
  "ol",
  "tr",
  "table",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "hr",
  "blockquote",
  "section",
]);

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  pound: "£",
  euro: "€",
  copy: "©",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  hellip: "…",
  bull: "•",
  middot: "·",
  deg: "°",
  frac12: "½",
  eacute: "é",
};

/** Named and numbered entities as their characters, once; what is none stays as it stands. */
export function decodeEntities(text: string): string {
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z][a-z0-9]{1,9});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name] ?? entities[name.toLowerCase()] ?? whole;
    const hex = name[1]?.toLowerCase() === "x";
    const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
    const allowed = code >= 32 && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff);
    return allowed ? String.fromCodePoint(code) : " ";
  });
}

/** A title that was escaped twice, as committee systems send it; the XML reader has undone one escaping already. */
export function titleText(text: string): string {
  return tidy(decodeEntities(text)).replace(/\s*\n\s*/g, " ");
}

/**
 * The words of a piece of HTML, as plain text with line breaks: no tag, attribute, comment or script of it is left.
 *
 * It is shown escaped like any other text. Not a sanitiser that keeps formatting: what other systems format is lost.
 */
export function plainTextOfHtml(html: string): string {
  let text = "";
  let at = 0;
  let inside: string | undefined;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    const piece = open === -1 ? html.slice(at) : html.slice(at, open);
    if (inside === undefined) text += piece;
    if (open === -1) break;
    if (html.startsWith("<!--", open)) {
      const end = html.indexOf("-->", open + 4);
      at = end === -1 ? html.length : end + 3;
      continue;
    }
    const tag = /^<(\/?)([a-z][a-z0-9:-]*)?/i.exec(html.slice(open, open + 40));
    const name = tag?.[2]?.toLowerCase();
    if (name === undefined && !/^<[!?/]/.test(html.slice(open, open + 2))) {
      // A lone "<" is text: "waiting < 18 weeks".
      if (inside === undefined) text += "<";
      at = open + 1;
      continue;
    }
    const closing = tag?.[1] === "/";
    const end = endOfTag(html, open);
    const empty = html[end - 1] === "/";
    if (name !== undefined && silent.has(name)) {
      if (closing && inside === name) inside = undefined;
      else if (!closing && !empty) inside ??= name;
    } else if (inside === undefined && name !== undefined && blocks.has(name)) text += "\n";
    at = end + 1;
  }
  return tidy(decodeEntities(text));
}

/** Where a tag ends, quotation marks respected; the end of the text where it never does. */
function endOfTag(html: string, open: number): number {
  let quote: string | undefined;
  for (let at = open + 1; at < html.length; at += 1) {
    const character = html[at];
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === ">") return at;
  }
  return html.length;
}

function tidy(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, "")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
