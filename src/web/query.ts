import type { z } from "zod";
import { Invalid } from "../kernel/index.ts";

/**
 * Reads the parameters of an address by their schema; without a schema they stay as given.
 *
 * @throws Invalid with every problem at once; a parameter that was given several times is named as such
 */
export function readQuery(schema: z.ZodType | undefined, given: unknown): unknown {
  if (!schema) return given;
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Invalid(
    parsed.error.issues.map((issue) => {
      const field = issue.path.join(".");
      return { code: "query.invalid", field, message: severalTimes(given, field) ?? issue.message };
    }),
  );
}

/** A repeated parameter arrives as a list; the schema would only say that a list is no text. */
function severalTimes(given: unknown, field: string): string | undefined {
  const value = typeof given === "object" && given ? new Map(Object.entries(given)).get(field) : undefined;
  return Array.isArray(value) ? `${field} was given ${value.length} times. Give it once.` : undefined;
}
