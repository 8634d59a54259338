import type { FieldWord, FieldWords } from "./form.ts";

/** As much of a zod schema as this file looks at. */
interface SchemaLike {
  readonly def: { readonly innerType?: unknown; readonly in?: unknown };
  readonly shape?: Readonly<Record<string, unknown>>;
  meta(): { readonly title?: string | undefined; readonly description?: string | undefined } | undefined;
  safeParse(value: unknown): { readonly success: boolean };
}

/**
 * Labels and hints of a command's fields: `title` and `description` of each field's `.meta()`, and whether it may be left
 * out. A field that says nothing, or a schema that is no object, gives nothing.
 */
export function fieldWords(schema: unknown): FieldWords {
  const shape = find(schema, (one) => one.shape);
  if (shape === undefined) return {};
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, wordOf(field)]));
}

function wordOf(field: unknown): FieldWord {
  const meta = find(field, (one) => one.meta());
  return {
    ...(meta?.title === undefined ? {} : { label: meta.title }),
    ...(meta?.description === undefined ? {} : { hint: meta.description }),
    optional: isSchema(field) && field.safeParse(undefined).success,
  };
}

/** Looks at a schema and, while it says nothing, at the one it wraps (optional, default, transform). */
function find<Found>(schema: unknown, look: (one: SchemaLike) => Found | undefined): Found | undefined {
  for (let one = schema; isSchema(one); one = one.def.innerType ?? one.def.in) {
    const found = look(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isSchema(value: unknown): value is SchemaLike {
  return (
    typeof value === "object" && value !== null && "def" in value && "meta" in value && "safeParse" in value
  );
}
