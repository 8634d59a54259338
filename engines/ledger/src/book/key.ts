/** The most characters of a key; longer ones are titles, which belong in a name. */
const keyLengthMax = 80;

/**
 * Whether a text can name a fund, a partner, a scheme and so on inside an account: small letters, digits and single
 * hyphens, dots or underscores between them.
 *
 * @example isKey("better-care") // true
 * @example isKey("Better Care") // false
 */
export function isKey(text: string): boolean {
  return text.length <= keyLengthMax && /^[a-z0-9]+(?:[-._][a-z0-9]+)*$/.test(text);
}
