import { Inflate } from "fflate";
import { crc32 } from "node:zlib";
import { joinBytes, tooLargeRefusal } from "./byte-source.ts";
import type { ImportLimits } from "./limits.ts";
import { refusal, refusingWhenThrown } from "./refusal.ts";
import { bytesInWords, countInWords } from "./wording.ts";
import { damagedRefusal, readZipDirectory, type ZipMember } from "./zip-directory.ts";

export type { ZipMember } from "./zip-directory.ts";

const ratioFromBytes = 1024 * 1024;
// Deflate makes at most 1,032 bytes from one, so a slice unpacks to 4 MB at most before it is counted.
const sliceBytes = 4 * 1024;

/**
 * Lists what is inside a zip file, in the order of its directory, having checked that it is safe to unpack.
 *
 * @throws ImportRefusal for too many files, too much when unpacked, a suspicious ratio, encryption, an unknown method, a
 *   name that leads out of its folder or stands twice, overlapping contents, damage
 */
export function listZip(zip: Uint8Array, limits: ImportLimits): readonly ZipMember[] {
  if (zip.length > limits.zipBytesMax) throw tooLargeRefusal(limits.zipBytesMax);
  const members = readZipDirectory(zip, limits.zipMembersMax);
  const total = members.reduce((sum, member) => sum + member.unpackedBytes, 0);
  if (total > limits.unpackedBytesMax) {
    throw refusal(
      "zip.too-large",
      `Unpacked, the zip file would take ${bytesInWords(total)}; at most ${bytesInWords(limits.unpackedBytesMax)} are taken.`,
    );
  }
  const names = new Set<string>();
  for (const member of members) {
    checkMember(member, limits);
    const name = member.name.toLowerCase();
    if (names.has(name)) {
      throw refusal(
        "zip.duplicate-name",
        `The zip file holds "${member.name}" twice, so which one is meant cannot be told.`,
        member.name,
      );
    }
    names.add(name);
  }
  checkOverlap(members);
  return members;
}

function checkMember(member: ZipMember, limits: ImportLimits): void {
  const { name } = member;
  if (!isSafeName(name)) {
    throw refusal(
      "zip.unsafe-name",
      `The zip file holds a file named "${printable(name)}", which leads out of its folder. Make the zip file again.`,
      printable(name),
    );
  }
  if (member.encrypted) {
    throw refusal(
      "zip.encrypted",
      `"${name}" in the zip file is protected by a password. Take the password off and try again.`,
      name,
    );
  }
  if (member.method !== 0 && member.method !== 8) {
    throw refusal(
      "zip.unknown-method",
      `"${name}" is packed in a way that is not read here (method ${member.method}). Make the zip file with the ordinary "deflate" method.`,
      name,
    );
  }
  const ratio = member.unpackedBytes / Math.max(1, member.packedBytes);
  if (member.unpackedBytes > ratioFromBytes && ratio > limits.unpackedRatioMax) {
    throw refusal(
      "zip.suspicious-ratio",
      `"${name}" would unpack to ${countInWords(Math.round(ratio))} times its size, which no real table does. The zip file is refused for safety.`,
      name,
    );
  }
}

function isSafeName(name: string): boolean {
  if (name === "" || name.startsWith("/") || /^[a-z]:/i.test(name) || name.includes("\\")) return false;
  if (/[\u0000-\u001F\u007F]/.test(name)) return false;
  return name.split("/").every((part) => part !== "..");
}

function printable(name: string): string {
  return name.replaceAll(/[^\u0020-\u007E\u00A0-\uFFFD]/g, "?").slice(0, 120);
}

/** Contents that share bytes are how a small file claims to hold petabytes. */
function checkOverlap(members: readonly ZipMember[]): void {
  const inOrder = members.filter((member) => member.packedBytes > 0).toSorted((a, b) => a.dataAt - b.dataAt);
  let end = 0;
  for (const member of inOrder) {
    if (member.dataAt < end) {
      throw refusal(
        "zip.overlap",
        "Files in the zip file overlap, which no ordinary program makes. It is refused for safety.",
        member.name,
      );
    }
    end = member.dataAt + member.packedBytes;
  }
}

/**
 * Unpacks one member piece by piece; never more than its directory entry declares.
 *
 * @throws ImportRefusal when the content is damaged, longer or shorter than declared, or fails its checksum
 */
export function* unpackMember(zip: Uint8Array, member: ZipMember): Generator<Uint8Array, void> {
  const packed = zip.subarray(member.dataAt, member.dataAt + member.packedBytes);
  let total = 0;
  let checksum = 0;
  for (const piece of member.method === 0 ? slices(packed) : inflated(packed, member.name)) {
    total += piece.length;
    if (total > member.unpackedBytes) throw damagedRefusal(member.name);
    checksum = crc32(piece, checksum);
    yield piece;
  }
  if (total !== member.unpackedBytes || checksum !== member.checksum) throw damagedRefusal(member.name);
}

function* slices(bytes: Uint8Array): Generator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024);
}

function* inflated(packed: Uint8Array, name: string): Generator<Uint8Array, void> {
  let ready: Uint8Array[] = [];
  const inflate = new Inflate((piece) => ready.push(piece));
  for (let at = 0; at < packed.length; at += sliceBytes) {
    const last = at + sliceBytes >= packed.length;
    refusingWhenThrown(
      () => inflate.push(packed.subarray(at, at + sliceBytes), last),
      () => damagedRefusal(name),
    );
    yield* ready;
    ready = [];
  }
}

/**
 * Unpacks one member into memory.
 *
 * @throws ImportRefusal as `unpackMember`, and when it is larger than `bytesMax`
 */
export function readMember(zip: Uint8Array, member: ZipMember, bytesMax: number): Uint8Array {
  if (member.unpackedBytes > bytesMax) {
    throw refusal(
      "zip.member-too-large",
      `"${member.name}" is ${bytesInWords(member.unpackedBytes)} when unpacked; at most ${bytesInWords(bytesMax)} are taken.`,
      member.name,
    );
  }
  return joinBytes([...unpackMember(zip, member)]);
}
