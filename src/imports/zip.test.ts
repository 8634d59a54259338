import { zipSync, type Zippable } from "fflate";
import { describe, expect, test } from "vitest";
import { importLimits, type ImportLimits } from "./limits.ts";
import { ImportRefusal } from "./refusal.ts";
import { listZip, readMember } from "./zip.ts";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

function refusalOf(
  zip: Uint8Array,
  changes: Partial<ImportLimits> = {},
): { readonly code: string; readonly message: string } | undefined {
  try {
    for (const member of listZip(zip, { ...importLimits, ...changes }))
      readMember(zip, member, importLimits.unpackedBytesMax);
    return undefined;
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    const [first] = error.problems;
    return first === undefined ? undefined : { code: first.code, message: first.message };
  }
}

/** The zip with bytes changed at a place counted from a signature. */
function patched(
  files: Zippable,
  signature: number,
  change: (view: DataView, at: number) => void,
): Uint8Array {
  const zip = zipSync(files);
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  for (let at = zip.length - 4; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== signature) continue;
    change(view, at);
    return zip;
  }
  throw new Error("the signature is not in the zip file");
}

const entry = 0x02014b50;

test("files are listed and unpacked as they were packed, deflated, stored and empty", () => {
  const noise = Uint8Array.from({ length: 200_000 }, (_, index) => (index * index * 31 + index) % 251);
  const zip = zipSync({
    "folder/": new Uint8Array(0),
    "folder/data.bin": noise,
    "stored.txt": [text("£5"), { level: 0 }],
    empty: new Uint8Array(0),
  });
  const members = listZip(zip, importLimits);
  expect(members.map(({ name, isFolder, unpackedBytes }) => [name, isFolder, unpackedBytes])).toEqual([
    ["folder/", true, 0],
    ["folder/data.bin", false, 200_000],
    ["stored.txt", false, 3],
    ["empty", false, 0],
  ]);
  const unpacked = members.map((member) => readMember(zip, member, 1_000_000));
  expect(unpacked[1]).toEqual(noise);
  expect(new TextDecoder().decode(unpacked[2])).toBe("£5");
  expect(unpacked[3]).toHaveLength(0);
});

test("a zip file with a comment at its end is read", () => {
  const zip = zipSync({ "a.csv": text("A\n1\n") });
  const commented = new Uint8Array(zip.length + 4);
  commented.set(zip);
  commented.set(text("note"), zip.length);
  const view = new DataView(commented.buffer);
  const end = zip.length - 22;
  view.setUint16(end + 20, 4, true);
  expect(listZip(commented, importLimits)).toHaveLength(1);
});

describe("a zip file that is not safe to unpack is refused before it is unpacked (invariant 4)", () => {
  test("a bomb: 78 kB that would take 80 MB", () => {
    const bomb = zipSync({ "sheet.xml": new Uint8Array(80 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(90_000);
    expect(refusalOf(bomb)).toEqual({
      code: "imports.zip.suspicious-ratio",
      message:
        '"sheet.xml" would unpack to 1,025 times its size, which no real table does. The zip file is refused for safety.',
    });
  });

  test("too much in all, too many files, too large as received", () => {
    const zip = zipSync({ a: new Uint8Array(600), b: new Uint8Array(600) });
    expect(refusalOf(zip, { unpackedBytesMax: 1000 })?.message).toBe(
      "Unpacked, the zip file would take 1.2 kB; at most 1000 bytes are taken.",
    );
    expect(refusalOf(zip, { zipMembersMax: 1 })?.code).toBe("imports.zip.too-many-files");
    expect(refusalOf(zip, { zipBytesMax: 100 })?.code).toBe("imports.file.too-large");
  });

  test.each(["../up.csv", "a/../../up.csv", "/etc/passwd", "C:/x.csv", "a\\b.csv", "a\u0007.csv"])(
    "a name that leads out: %j",
    (name) => {
      expect(refusalOf(zipSync({ [name]: text("x") }))?.code).toBe("imports.zip.unsafe-name");
    },
  );

  test("the same name twice, in whatever case", () => {
    expect(refusalOf(zipSync({ "A.csv": text("x"), "a.csv": text("y") }))?.code).toBe(
      "imports.zip.duplicate-name",
    );
  });

  test.each([0x1, 0x40, 0x2000])("encryption, flag %i", (flag) => {
    const zip = patched({ "a.csv": text("x") }, entry, (view, at) => view.setUint16(at + 8, flag, true));
    expect(refusalOf(zip)).toEqual({
      code: "imports.zip.encrypted",
      message: '"a.csv" in the zip file is protected by a password. Take the password off and try again.',
    });
  });

  test("an unknown way of packing", () => {
    const zip = patched({ "a.csv": text("x") }, entry, (view, at) => view.setUint16(at + 10, 12, true));
    expect(refusalOf(zip)?.code).toBe("imports.zip.unknown-method");
  });

  test("files that share their bytes", () => {
    const zip = zipSync({ "a.csv": text("same"), "b.csv": text("same") });
    const view = new DataView(zip.buffer);
    const places = [...zip.keys()].filter((at) => at + 4 <= zip.length && view.getUint32(at, true) === entry);
    view.setUint32((places[1] ?? 0) + 42, 0, true);
    expect(refusalOf(zip)?.code).toBe("imports.zip.overlap");
  });
});

describe("a damaged zip file is refused", () => {
  const files = { "a.csv": text("Area,Sum\nLeeds,5\n".repeat(50)) };

  test.each([
    ["a lie about the size: too small", (view: DataView, at: number) => view.setUint32(at + 24, 10, true)],
    ["a lie about the size: too large", (view: DataView, at: number) => view.setUint32(at + 24, 9999, true)],
    ["a wrong checksum", (view: DataView, at: number) => view.setUint32(at + 16, 1, true)],
    ["an offset out of the file", (view: DataView, at: number) => view.setUint32(at + 42, 0x7fffffff, true)],
    [
      "packed bytes beyond the file",
      (view: DataView, at: number) => view.setUint32(at + 20, 0x7fffffff, true),
    ],
    [
      "a size that needs zip64 without it",
      (view: DataView, at: number) => view.setUint32(at + 20, 0xffffffff, true),
    ],
  ])("%s", (_, change) => {
    expect(refusalOf(patched(files, entry, change))?.code).toBe("imports.zip.damaged");
  });

  test("cut off at any length, or any byte spoiled, it is refused or reads whole; nothing else happens", () => {
    const zip = zipSync(files);
    for (let length = 0; length < zip.length; length += 1)
      expect(refusalOf(zip.slice(0, length))?.code).toBe("imports.zip.damaged");
    for (let at = 0; at < zip.length; at += 1) {
      const spoiled = zip.slice();
      spoiled[at] = (spoiled[at] ?? 0) ^ 0xff;
      const found = refusalOf(spoiled);
      expect(found === undefined || found.code.startsWith("imports.")).toBe(true);
    }
  });
});

test("zip64 is read", () => {
  // Written by hand: one stored file, sizes and offset in the zip64 field, zip64 end record and locator.
  const content = text("A\n1\n");
  const local = zipSync({ "a.csv": [content, { level: 0 }] });
  const view = new DataView(local.buffer);
  const central =
    [...local.keys()].find((at) => at + 4 <= local.length && view.getUint32(at, true) === entry) ?? 0;
  const body = local.slice(0, central);
  const record = new Uint8Array(46 + 5 + 28);
  record.set(local.slice(central, central + 51));
  const recordView = new DataView(record.buffer);
  recordView.setUint16(30, 28, true);
  for (const at of [20, 24, 42]) recordView.setUint32(at, 0xffffffff, true);
  recordView.setUint16(51, 1, true);
  recordView.setUint16(53, 24, true);
  recordView.setBigUint64(55, BigInt(content.length), true);
  recordView.setBigUint64(63, BigInt(content.length), true);
  const end64 = new Uint8Array(56 + 20 + 22);
  const endView = new DataView(end64.buffer);
  endView.setUint32(0, 0x06064b50, true);
  endView.setBigUint64(24, 1n, true);
  endView.setBigUint64(32, 1n, true);
  endView.setBigUint64(48, BigInt(body.length), true);
  endView.setUint32(56, 0x07064b50, true);
  endView.setBigUint64(64, BigInt(body.length + record.length), true);
  endView.setUint32(76, 0x06054b50, true);
  endView.setUint16(86, 0xffff, true);
  endView.setUint32(92, 0xffffffff, true);
  const zip = Uint8Array.from([...body, ...record, ...end64]);
  const [member] = listZip(zip, importLimits);
  expect(member?.unpackedBytes).toBe(4);
  expect(member === undefined ? undefined : readMember(zip, member, 10)).toEqual(content);
});
