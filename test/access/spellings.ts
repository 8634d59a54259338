/** A way to ask for the same thing. */
export type SpellingOf = (address: string) => string;

/** An address as it is, and with each ending that a machine might try. */
export const formats: readonly SpellingOf[] = ["", ".json", ".csv", ".atom"].map((ending) => (address) => {
  const [path = "/", query] = address.split("?");
  const whole = ending === "" ? path : `${path === "/" ? "/index" : path}${ending}`;
  return query === undefined ? whole : `${whole}?${query}`;
});
