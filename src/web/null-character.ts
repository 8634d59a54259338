import { Invalid } from "../kernel/index.ts";

/**
 * Refuses the null character, which no name has and which PostgreSQL cannot keep in a text.
 *
 * Without this an address with `%00` in it would look like a failure of ours.
 *
 * @throws Invalid when a text anywhere in the value holds one
 */
export function refuseNullCharacter(value: unknown): void {
  if (!holdsNullCharacter(value)) return;
  const message =
    "A null character (%00) was sent, which cannot be kept or looked for. Take it out and send the rest again.";
  throw new Invalid([{ code: "request.null-character", message }]);
}

function holdsNullCharacter(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  return Object.entries(value).some(([name, part]) => name.includes("\0") || holdsNullCharacter(part));
}
