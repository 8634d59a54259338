import { describe, expect, test } from "vitest";
import { decodeText, type EncodingReport } from "./decode.ts";
import { textFromWindows1252 } from "./windows-1252.ts";

async function decoded(
  ...chunks: readonly Uint8Array[]
): Promise<EncodingReport & { readonly text: string }> {
  async function* arriving(): AsyncGenerator<Uint8Array, void> {
    yield* chunks;
  }
  const source = decodeText(arriving());
  let text = "";
  for await (const piece of source.text) text += piece;
  return { ...source.report(), text };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

describe("the encoding of a text file (invariant 5)", () => {
  test.each([
    {
      name: "plain ASCII counts as UTF-8",
      given: utf8("Fund,Sum"),
      text: "Fund,Sum",
      encoding: "utf-8",
      mark: false,
    },
    { name: "UTF-8 without a mark", given: utf8("Llŷn £5"), text: "Llŷn £5", encoding: "utf-8", mark: false },
    {
      name: "UTF-8 with a mark, which is not text",
      given: bytes(0xef, 0xbb, 0xbf, 0x41),
      text: "A",
      encoding: "utf-8",
      mark: true,
    },
    {
      name: "UTF-16 little end first",
      given: bytes(0xff, 0xfe, 0xa3, 0, 0x35, 0),
      text: "£5",
      encoding: "utf-16le",
      mark: true,
    },
    {
      name: "UTF-16 big end first",
      given: bytes(0xfe, 0xff, 0, 0xa3, 0, 0x35),
      text: "£5",
      encoding: "utf-16be",
      mark: true,
    },
    {
      name: "windows-1252, as Excel's plain CSV",
      given: bytes(0x93, 0x80, 0x35, 0x94, 0xa3),
      text: "“€5”£",
      encoding: "windows-1252",
      mark: false,
    },
    {
      name: "windows-1252 whose accent is the last byte",
      given: bytes(0x63, 0x61, 0x66, 0xe9),
      text: "café",
      encoding: "windows-1252",
      mark: false,
    },
    { name: "nothing at all", given: bytes(), text: "", encoding: "utf-8", mark: false },
    { name: "a lone mark", given: bytes(0xff, 0xfe), text: "", encoding: "utf-16le", mark: true },
  ])("$name", async ({ given, text, encoding, mark }) => {
    const whole = await decoded(given);
    expect(whole).toEqual({ text, encoding, byteOrderMark: mark, unreadable: 0 });
    const oneByOne = await decoded(...Array.from(given, (byte) => bytes(byte)));
    expect(oneByOne).toEqual(whole);
  });

  test("is told from the first byte that is not ASCII, however late it comes", async () => {
    const late = await decoded(utf8("a".repeat(300_000)), bytes(0xa3, 0x35), utf8("b".repeat(100_000)));
    expect(late.encoding).toBe("windows-1252");
    expect(late.text.slice(300_000, 300_002)).toBe("£5");
    expect(late.text).toHaveLength(400_002);
  });

  test("stays UTF-8 when one byte of many is spoiled, and counts the spoiled place", async () => {
    const spoiled = await decoded(utf8("£1 £2 £3 "), bytes(0xff), utf8(" £4"));
    expect(spoiled).toEqual({
      text: "£1 £2 £3 \uFFFD £4",
      encoding: "utf-8",
      byteOrderMark: false,
      unreadable: 1,
    });
  });

  test("a windows-1252 byte that stands for nothing is counted", async () => {
    const empty = await decoded(bytes(0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xe9, 0x20));
    expect(empty).toMatchObject({
      encoding: "windows-1252",
      unreadable: 5,
      text: "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDé ",
    });
  });

  test("half a character at the end of UTF-16 and UTF-8 files is counted", async () => {
    expect(await decoded(bytes(0xff, 0xfe, 0x41, 0, 0x42))).toMatchObject({ text: "A\uFFFD", unreadable: 1 });
    expect(await decoded(bytes(0xef, 0xbb, 0xbf, 0xc2))).toMatchObject({ text: "\uFFFD", unreadable: 1 });
  });
});

test("windows-1252 is complete: 27 characters between 80 and 9F, the rest as in ISO 8859-1", () => {
  const high = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
  const places = Array.from({ length: 32 }, (_, index) => 0x80 + index).filter(
    (byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte),
  );
  expect(textFromWindows1252(Uint8Array.from(places))).toBe(high);
  const others = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte < 0x80 || byte > 0x9f);
  expect(textFromWindows1252(Uint8Array.from(others))).toBe(String.fromCharCode(...others));
});
