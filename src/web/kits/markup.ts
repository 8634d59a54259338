import { spansOf, type Sentence } from "../../kernel/index.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * A text that is safe between tags and inside a quoted attribute.
 *
 * Control characters that XML forbids are left out, since one of them would spoil a whole drawing.
 *
 * @example escapeText('Barts & "The London"') // "Barts &amp; &quot;The London&quot;"
 */
export function escapeText(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
    .replace(/[&<>"']/g, (sign) => entities[sign]!);
}

/**
 * Whether a link may be drawn: this site's own addresses, the web, and mail. Everything else (`javascript:`) may not.
 *
 * @example isSafeAddress("/areas/lewisham") // true
 */
export function isSafeAddress(href: string): boolean {
  return /^(?:https?:\/\/|mailto:|[/?#](?!\/))/i.test(href);
}

/** A sentence as HTML; every part is escaped, and a link to an unsafe address is drawn as its words alone. */
export function sentenceMarkup(sentence: Sentence): string {
  return spansOf(sentence)
    .map((span) => {
      if (typeof span === "string") return escapeText(span);
      if ("strong" in span) return `<strong>${escapeText(span.strong)}</strong>`;
      if (!isSafeAddress(span.href)) return escapeText(span.text);
      return `<a class="govuk-link" href="${escapeText(span.href)}">${escapeText(span.text)}</a>`;
    })
    .join("");
}
