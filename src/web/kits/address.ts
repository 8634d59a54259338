/** As much of the shell's data as decides on links: the date asked about, when the reader named one. */
export interface AskedDate {
  readonly at: string;
  readonly atGiven: boolean;
}

/**
 * A link of this site that carries the date asked about along, so that a reader of 31 March stays there from page to page.
 *
 * Links elsewhere, to places on the same page, to files and assets, and those that name a date themselves stay as they are.
 */
export function keepDate(href: string, asked: AskedDate | undefined): string {
  if (asked === undefined || !asked.atGiven) return href;
  if (!href.startsWith("/") || href.startsWith("//")) return href;
  const [, path = "", query = "", place = ""] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(href) ?? [];
  if (/^\/(?:assets|files|sign-in|api)(?:\/|$)/.test(path)) return href;
  const parameters = new URLSearchParams(query);
  if (parameters.has("at")) return href;
  parameters.append("at", asked.at);
  return `${path}?${parameters.toString()}${place}`;
}

/** The parameters of an address as pairs, for the hidden fields of a form that keeps them. */
export function parametersOf(address: string): readonly { readonly name: string; readonly value: string }[] {
  const query = /\?([^#]*)/.exec(address)?.[1] ?? "";
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}
