import type { FastifyRequest } from "fastify";
import { Invalid } from "../kernel/index.ts";
import { refuseNullCharacter } from "./null-character.ts";

/** A file as a form or the API sent it, checked by nobody yet. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The fields of a posted form, repeated names as lists, files with their bytes; empty file fields are left out. */
export async function readBody(request: FastifyRequest): Promise<Readonly<Record<string, unknown>>> {
  if (!request.isMultipart()) return (request.body ?? {}) as Readonly<Record<string, unknown>>;
  try {
    const fields = await readParts(request);
    refuseNullCharacter(fields);
    return fields;
  } catch (error) {
    // The reader's complaints about what was sent have no code; limits and refusals have.
    if (error instanceof Error && !("code" in error)) throw brokenForm(error);
    throw error;
  }
}

async function readParts(request: FastifyRequest): Promise<Readonly<Record<string, unknown>>> {
  const fields: Record<string, unknown> = {};
  for await (const part of request.parts()) {
    if (part.type === "file") {
      const bytes = await part.toBuffer();
      if (part.filename)
        addField(fields, part.fieldname, { name: part.filename, bytes } satisfies UploadedFile);
    } else addField(fields, part.fieldname, part.value);
  }
  return fields;
}

function brokenForm(cause: Error): Invalid {
  const message = "The form arrived damaged or not to its end, so nothing was done. Send it once more.";
  const refusal = new Invalid([{ code: "request.form-damaged", message }]);
  refusal.cause = cause;
  return refusal;
}

function addField(fields: Record<string, unknown>, name: string, value: unknown): void {
  const held = fields[name];
  fields[name] = held === undefined ? value : [...(Array.isArray(held) ? held : [held]), value];
}
