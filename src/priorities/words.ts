/** A sentence goes on within another one; a word in capitals, such as A&E, stays as it is. */
export function continued(words: string): string {
  return /^\p{Lu}(?=[\p{Ll}\s])/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}
