import canonicalizeModule from "canonicalize";
import { Invalid, type Json } from "../kernel/index.ts";

// The package is CommonJS and its types describe an ES module: what is imported is the function itself.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

const depthMax = 50;

/**
 * The one text of a JSON value, whatever the order of its keys.
 *
 * Everything that is hashed goes through here. Stricter than the standard, so that no reader in any language can take the
 * text for another value: whole numbers stay within the safe integers (give larger ones, and all money, as text).
 *
 * @throws RangeError when the value is no JSON: undefined, a function, NaN, a Date, a number that loses digits
 * @throws Invalid when a text holds half a character or a NUL, which a person may have sent
 * @source RFC 8785, JSON Canonicalization Scheme
 * @example canonicalJson({ b: 1, a: [true] }) // '{"a":[true],"b":1}'
 */
export function canonicalJson(value: Json): string {
  requireJson(value, "the value", 0);
  const text = canonicalize(value);
  if (text === undefined) throw new RangeError("The value has no JSON text.");
  return text;
}

function requireJson(value: unknown, place: string, depth: number): void {
  if (depth > depthMax) throw new RangeError(`${place} is nested deeper than ${depthMax} levels.`);
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") return requireText(value, place);
  if (typeof value === "number") return requireNumber(value, place);
  if (Array.isArray(value)) {
    // By index, because forEach leaves out the holes of a sparse array.
    for (let index = 0; index < value.length; index++)
      requireJson(value[index], `${place}[${index}]`, depth + 1);
    return;
  }
  if (typeof value !== "object" || !isPlain(value)) {
    throw new RangeError(`${place} is ${nameOf(value)}, which JSON cannot hold.`);
  }
  for (const [key, part] of Object.entries(value)) {
    requireText(key, `a key of ${place}`);
    requireJson(part, `${place}.${key}`, depth + 1);
  }
}

function requireText(text: string, place: string): void {
  if (!/\p{Surrogate}|\0/u.test(text)) return;
  throw new Invalid([
    {
      code: "record.text-not-whole",
      message: `The text in ${place} holds a character that cannot be kept (half of a pair, or a NUL). Type it again.`,
    },
  ]);
}

function requireNumber(value: number, place: string): void {
  if (!Number.isFinite(value)) throw new RangeError(`${place} is ${value}, which JSON cannot hold.`);
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return;
  throw new RangeError(`${place} is ${value}, beyond the safe integers; give it as text.`);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function nameOf(value: unknown): string {
  return typeof value === "object" ? `a ${value?.constructor.name ?? "nothing"}` : typeof value;
}
