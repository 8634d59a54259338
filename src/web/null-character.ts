import { Invalid } from "../kernel/index.ts";

const depthMax = 50;

/**
 * Refuses the null character, which no name has and which PostgreSQL cannot keep in a text, and values nested beyond reason.
 *
 * Without this an address with `%00` in it, or a thousand brackets, would look like a failure of ours.
 *
 * @throws Invalid when a text anywhere in the value holds one, or the value is nested deeper than 50 levels
 */
export function refuseNullCharacter(value: unknown): void {
  if (!holdsNullCharacter(value, 0)) return;
  const message =
    "A null character (%00) was sent, which cannot be kept or looked for. Take it out and send the rest again.";
  throw new Invalid([{ code: "request.null-character", message }]);
}

function holdsNullCharacter(value: unknown, depth: number): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  if (depth > depthMax) throw tooDeep();
  return Object.entries(value).some(
    ([name, part]) => name.includes("\0") || holdsNullCharacter(part, depth + 1),
  );
}

function tooDeep(): Invalid {
  const message = `What was sent is nested deeper than ${depthMax} levels; no form or command of this site is. Send plain fields.`;
  return new Invalid([{ code: "request.too-deep", message }]);
}
