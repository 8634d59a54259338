/** One entry of the main navigation. */
export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  /** `page`: this is it; `true`: the page lies under it. */
  readonly current?: "page" | "true";
}

const items: readonly (readonly [text: string, ...addresses: readonly string[]])[] = [
  ["Areas", "/areas", "/organisations"],
  ["Boards", "/boards", "/meetings", "/powers"],
  ["Decisions", "/decisions", "/forward-plan", "/instructions", "/check-a-proposal"],
  ["Money", "/money"],
  ["Outcomes", "/outcomes", "/signs", "/priorities", "/claims", "/practice"],
  ["Scrutiny", "/scrutiny", "/questions", "/accounts", "/openness", "/petitions", "/involvement"],
  ["Record", "/record", "/open-data"],
];

/** The main navigation with the entry of this address marked. */
export function navigationFor(path: string): readonly NavigationItem[] {
  return items.map(([text, href = "/", ...others]) => {
    if (path === href) return { text, href, current: "page" };
    const under = [href, ...others].some((address) => path === address || path.startsWith(`${address}/`));
    return under ? { text, href, current: "true" } : { text, href };
  });
}
