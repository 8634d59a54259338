const wide = new Set("mwMWÆŒ@%—");
const capital = /[A-ZÀ-ÞΔ&£€]/;
const thin = new Set("iljI.,:;'’|!()[] t rf-·");

/**
 * Roughly how wide a text is in Source Sans 3, in the unit of `size`.
 *
 * Drawings are made on the server, where no browser can measure; errs towards too wide, so that labels do not collide.
 */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const sign of text) {
    if (wide.has(sign)) ems += 0.84;
    else if (thin.has(sign)) ems += 0.3;
    else if (capital.test(sign)) ems += 0.6;
    else ems += 0.52;
  }
  return ems * size;
}

/** A text cut to a width, with an ellipsis; the whole text belongs into a title or the table. */
export function fitted(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text;
  let end = text.length;
  while (end > 1 && textWidth(`${text.slice(0, end)}…`, size) > room) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** A text broken at spaces into lines no wider than a width; a single word may stand out. */
export function wrapped(text: string, size: number, room: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
