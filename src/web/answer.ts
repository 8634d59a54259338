import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { CachedAnswer } from "./page-cache.ts";

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);
const compressAbove = 1000;

/** An answer before it is packed. */
export interface RawAnswer {
  readonly status: number;
  readonly mediaType: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A form in which a reader takes compressed bytes. */
export type Encoding = "br" | "gzip";

/** Packs an answer for sending and keeping: hash and plain bytes; compressed when somebody takes them so. */
export function packAnswer(raw: RawAnswer, compress: boolean): CachedAnswer {
  const plain = typeof raw.body === "string" ? Buffer.from(raw.body) : Buffer.from(raw.body);
  const etag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  const headers = { "content-type": raw.mediaType, ...raw.headers };
  const isWorthIt = compress && plain.length >= compressAbove;
  return { status: raw.status, headers, etag, plain, ...(isWorthIt && { encoded: {} }) };
}

/** The best form that a reader takes and the answer may have; undefined: as it is. */
export function encodingFor(answer: CachedAnswer, takes: unknown): Encoding | undefined {
  if (!answer.encoded || typeof takes !== "string") return undefined;
  return (["br", "gzip"] as const).find((encoding) => isTaken(takes, encoding));
}

/** Whether an `Accept-Encoding` names an encoding, and not with the quality 0, which refuses it. */
function isTaken(takes: string, encoding: Encoding): boolean {
  const named = takes.split(",").find((part) => part.split(";", 1)[0]?.trim() === encoding);
  return named !== undefined && !/;\s*q=0(\.0*)?\s*$/.test(named);
}

/** The bytes in a form, compressed once. */
export async function encode(answer: CachedAnswer, encoding: Encoding): Promise<Buffer> {
  const { encoded = {}, plain } = answer;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  return (encoded[encoding] ??= await (encoding === "br"
    ? brotlied(plain, quality)
    : gzipped(plain, { level: 6 })));
}

/** Sends a packed answer in the best form the reader takes; 304 when the reader has it already. */
export async function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: CachedAnswer,
): Promise<FastifyReply> {
  reply
    .code(answer.status)
    .headers(answer.headers)
    .header("etag", answer.etag)
    .header("vary", "accept-encoding, cookie");
  if (answer.status === 200 && matches(request.headers["if-none-match"], answer.etag))
    return reply.code(304).send();
  const encoding = encodingFor(answer, request.headers["accept-encoding"]);
  if (encoding === undefined) return reply.send(answer.plain);
  return reply.header("content-encoding", encoding).send(await encode(answer, encoding));
}

/** Whether `If-None-Match` names this answer; a proxy that compresses marks it as weak. */
export function matches(header: string | undefined, etag: string): boolean {
  return header !== undefined && header.split(",").some((part) => part.trim().replace(/^W\//, "") === etag);
}
