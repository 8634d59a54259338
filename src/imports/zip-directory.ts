import { refusal, type ImportRefusal } from "./refusal.ts";

/** One file inside a zip file, as the zip's directory describes it. */
export interface ZipMember {
  /** Path with forward slashes. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** CRC-32 of the unpacked bytes. */
  readonly checksum: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  /** Where the packed bytes begin in the zip file. */
  readonly dataAt: number;
}

const endSignature = 0x06054b50;
const end64LocatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endBytes = 22;
const commentBytesMax = 0xffff;
const in64 = 0xffffffff;

/**
 * Reads the directory of a zip file (also zip64), believing nothing that it says about sizes: see `unzip`.
 *
 * @param membersMax  entries beyond this refuse the file before they are read
 * @throws ImportRefusal when it is no zip file, is cut off, or contradicts itself
 * @source PKWARE APPNOTE 6.3.10, sections 4.3.7 to 4.3.16 and 4.5.3
 */
export function readZipDirectory(zip: Uint8Array, membersMax: number): ZipMember[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  try {
    const { count, at } = findDirectory(view);
    if (count > membersMax) {
      throw refusal(
        "zip.too-many-files",
        `The zip file holds ${count} files; at most ${membersMax} are taken.`,
      );
    }
    const members: ZipMember[] = [];
    let next = at;
    for (let index = 0; index < count; index += 1) {
      const entry = readEntry(view, zip, next);
      members.push(entry.member);
      next = entry.next;
    }
    return members;
  } catch (error) {
    // A DataView says so itself when an offset leads out of the file.
    if (error instanceof RangeError) throw damagedRefusal();
    throw error;
  }
}

/** The zip file is cut off or spoiled. */
export function damagedRefusal(name?: string): ImportRefusal {
  const what = name === undefined ? "The zip file" : `"${name}" in the zip file`;
  return refusal("zip.damaged", `${what} is damaged or incomplete. Make or download it again.`, name);
}

function findDirectory(view: DataView): { readonly count: number; readonly at: number } {
  const lowest = Math.max(0, view.byteLength - endBytes - commentBytesMax);
  for (let at = view.byteLength - endBytes; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) !== endSignature) continue;
    // The comment ends where the file ends; otherwise these four bytes are part of something else.
    if (at + endBytes + view.getUint16(at + 20, true) !== view.byteLength) continue;
    const isZip64 = at >= 20 && view.getUint32(at - 20, true) === end64LocatorSignature;
    if (isZip64) return findDirectory64(view, whole(view, at - 20 + 8));
    return { count: view.getUint16(at + 10, true), at: view.getUint32(at + 16, true) };
  }
  throw damagedRefusal();
}

function findDirectory64(view: DataView, at: number): { readonly count: number; readonly at: number } {
  if (view.getUint32(at, true) !== end64Signature) throw damagedRefusal();
  return { count: whole(view, at + 32), at: whole(view, at + 48) };
}

/** A 64-bit number, which no file that fits into memory needs in full. */
function whole(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damagedRefusal();
  return Number(value);
}

function readEntry(
  view: DataView,
  zip: Uint8Array,
  at: number,
): { readonly member: ZipMember; readonly next: number } {
  if (view.getUint32(at, true) !== entrySignature) throw damagedRefusal();
  const flags = view.getUint16(at + 8, true);
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const name = memberName(zip.subarray(at + 46, at + 46 + nameLength));
  const sizes = readSizes(view, at, { extraAt: at + 46 + nameLength, extraLength });
  const localAt = sizes.localAt;
  if (view.getUint32(localAt, true) !== localSignature) throw damagedRefusal(name);
  const dataAt = localAt + 30 + view.getUint16(localAt + 26, true) + view.getUint16(localAt + 28, true);
  if (dataAt + sizes.packedBytes > zip.length) throw damagedRefusal(name);
  const member: ZipMember = {
    name,
    isFolder: name.endsWith("/"),
    packedBytes: sizes.packedBytes,
    unpackedBytes: sizes.unpackedBytes,
    checksum: view.getUint32(at + 16, true),
    method: view.getUint16(at + 10, true),
    // Bits 0, 6 and 13: classic encryption, strong encryption, masked headers.
    encrypted: (flags & 0b10_0000_0100_0001) !== 0,
    dataAt,
  };
  return { member, next: at + 46 + nameLength + extraLength + view.getUint16(at + 32, true) };
}

function readSizes(
  view: DataView,
  at: number,
  extra: { readonly extraAt: number; readonly extraLength: number },
): { readonly packedBytes: number; readonly unpackedBytes: number; readonly localAt: number } {
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const long = short.includes(in64) ? zip64Field(view, extra) : undefined;
  let next = long ?? 0;
  const [unpackedBytes = 0, packedBytes = 0, localAt = 0] = short.map((value) => {
    if (value !== in64 || long === undefined) return value;
    next += 8;
    return whole(view, next - 8);
  });
  return { packedBytes, unpackedBytes, localAt };
}

function zip64Field(
  view: DataView,
  extra: { readonly extraAt: number; readonly extraLength: number },
): number | undefined {
  const end = extra.extraAt + extra.extraLength;
  for (let at = extra.extraAt; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === 1) return at + 4;
  }
  return undefined;
}

function memberName(bytes: Uint8Array): string {
  return new TextDecoder("utf-8").decode(bytes);
}
