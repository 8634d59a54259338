import { bytesInWords } from "./limits.ts";
import { refusal } from "./refusal.ts";

/** A whole file in memory, or its bytes as they arrive. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array>;

const chunkBytes = 64 * 1024;

/**
 * The bytes in chunks of at most 64 kB, counted.
 *
 * @throws ImportRefusal when more than `bytesMax` arrive; nothing beyond is read
 */
export async function* chunksOf(source: ByteSource, bytesMax: number): AsyncGenerator<Uint8Array, void> {
  let total = 0;
  for await (const part of source instanceof Uint8Array ? [source] : source) {
    total += part.length;
    if (total > bytesMax) {
      throw refusal("file.too-large", `The file is larger than ${bytesInWords(bytesMax)}, the most that is taken. Split it into smaller files.`);
    }
    for (let at = 0; at < part.length; at += chunkBytes) yield part.subarray(at, at + chunkBytes);
  }
}

/** The beginning of a source, and the whole of it again. */
export interface PeekedSource {
  readonly head: Uint8Array;
  readonly whole: AsyncGenerator<Uint8Array, void>;
}

/**
 * Looks at the first bytes without losing them.
 *
 * @param headBytes  how many to look at; fewer come back when the source is shorter
 */
export async function peekBytes(chunks: AsyncGenerator<Uint8Array, void>, headBytes: number): Promise<PeekedSource> {
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < headBytes) {
    const next = await chunks.next();
    if (next.done === true) break;
    taken.push(next.value);
    length += next.value.length;
  }
  return { head: joinBytes(taken).subarray(0, headBytes), whole: replay(taken, chunks) };
}

async function* replay<T>(taken: readonly T[], rest: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  try {
    yield* taken;
    yield* rest;
  } finally {
    // Without this, a reader that stops early would leave an upload or a file open.
    await rest.return();
  }
}

/** All bytes of a source in one piece; only for kinds that cannot be read in order. */
export async function collectBytes(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return joinBytes(parts);
}

/** Several pieces as one. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
