import { refusal, type ImportRefusal } from "./refusal.ts";
import { bytesInWords } from "./wording.ts";

/** A whole file in memory, or its bytes as they arrive. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array>;

const chunkBytes = 64 * 1024;

/**
 * The bytes in chunks of 64 kB, the last one shorter, counted.
 *
 * Small parts are joined, since a reader's work grows with the number of chunks; every chunk is memory of its own.
 *
 * @throws ImportRefusal when more than `bytesMax` arrive; nothing beyond is read
 */
export async function* chunksOf(source: ByteSource, bytesMax: number): AsyncGenerator<Uint8Array, void> {
  let total = 0;
  let chunk = new Uint8Array(chunkBytes);
  let filled = 0;
  for await (const part of source instanceof Uint8Array ? [source] : source) {
    total += part.length;
    if (total > bytesMax) throw tooLargeRefusal(bytesMax);
    for (let at = 0; at < part.length;) {
      const taken = part.subarray(at, at + chunkBytes - filled);
      chunk.set(taken, filled);
      at += taken.length;
      filled += taken.length;
      if (filled < chunkBytes) continue;
      yield chunk;
      chunk = new Uint8Array(chunkBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}

/** The file is beyond what is taken. */
export function tooLargeRefusal(bytesMax: number): ImportRefusal {
  const message = `The file is larger than ${bytesInWords(bytesMax)}, the most that is taken. Split it into smaller files.`;
  return refusal("file.too-large", message);
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
export async function peekBytes(
  chunks: AsyncGenerator<Uint8Array, void>,
  headBytes: number,
): Promise<PeekedSource> {
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
