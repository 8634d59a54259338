import type { FastifyRequest } from "fastify";
import { refuseNullCharacter } from "./null-character.ts";

/** A file as a form or the API sent it, checked by nobody yet. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The fields of a posted form, repeated names as lists, files with their bytes; empty file fields are left out. */
export async function readBody(request: FastifyRequest): Promise<Readonly<Record<string, unknown>>> {
  if (!request.isMultipart()) return (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const fields: Record<string, unknown> = {};
  for await (const part of request.parts()) {
    if (part.type === "file") {
      const bytes = await part.toBuffer();
      if (part.filename)
        addField(fields, part.fieldname, { name: part.filename, bytes } satisfies UploadedFile);
    } else addField(fields, part.fieldname, part.value);
  }
  refuseNullCharacter(fields);
  return fields;
}

function addField(fields: Record<string, unknown>, name: string, value: unknown): void {
  const held = fields[name];
  fields[name] = held === undefined ? value : [...(Array.isArray(held) ? held : [held]), value];
}
