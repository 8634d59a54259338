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

/** Packs an answer for sending and keeping: hash, plain bytes, and compressed ones where that is worth it. */
export async function packAnswer(raw: RawAnswer, compress: boolean): Promise<CachedAnswer> {
  const plain = typeof raw.body === "string" ? Buffer.from(raw.body) : Buffer.from(raw.body);
  const etag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  const headers = { "content-type": raw.mediaType, ...raw.headers };
  if (!compress || plain.length < compressAbove) return { status: raw.status, headers, etag, plain };
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  const [small, smaller] = await Promise.all([gzipped(plain, { level: 6 }), brotlied(plain, quality)]);
  return { status: raw.status, headers, etag, plain, gzip: small, brotli: smaller };
}

/** Sends a packed answer in the best form the reader takes; 304 when the reader has it already. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: CachedAnswer): FastifyReply {
  reply
    .code(answer.status)
    .headers(answer.headers)
    .header("etag", answer.etag)
    .header("vary", "accept-encoding, cookie");
  if (answer.status === 200 && matches(request.headers["if-none-match"], answer.etag))
    return reply.code(304).send();
  const takes = request.headers["accept-encoding"] ?? "";
  if (answer.brotli && takes.includes("br"))
    return reply.header("content-encoding", "br").send(answer.brotli);
  if (answer.gzip && takes.includes("gzip"))
    return reply.header("content-encoding", "gzip").send(answer.gzip);
  return reply.send(answer.plain);
}

/** Whether `If-None-Match` names this answer; a proxy that compresses marks it as weak. */
export function matches(header: string | undefined, etag: string): boolean {
  return header !== undefined && header.split(",").some((part) => part.trim().replace(/^W\//, "") === etag);
}
