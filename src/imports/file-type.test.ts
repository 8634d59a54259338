import ExcelJS from "exceljs";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { checkFileType, fileTypes, type FileType } from "./file-type.ts";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const latin = (value: string): Uint8Array => Uint8Array.from(value, (character) => character.charCodeAt(0));
const all = Object.keys(fileTypes) as FileType[];

function found(fileName: string, bytes: Uint8Array, accept: readonly FileType[] = all): string {
  const checked = checkFileType(bytes, { fileName, accept });
  return checked.ok ? checked.value.mediaType : checked.problems.map((problem) => problem.message).join(" ");
}

const docx = zipSync({ "[Content_Types].xml": text("<Types/>"), "word/document.xml": text("<w/>") });
const png = latin("\u0089PNG\r\n\u001A\n\0\0\0\rIHDR");

describe("a file is what its content says", () => {
  test.each([
    ["minutes.pdf", latin("%PDF-1.7\n%\u00E2\u00E3\0")],
    ["paper.docx", docx],
    ["paper.odt", zipSync({ mimetype: [text("application/vnd.oasis.opendocument.text"), { level: 0 }] })],
    [
      "table.ods",
      zipSync({ mimetype: [text("application/vnd.oasis.opendocument.spreadsheet"), { level: 0 }] }),
    ],
    ["page.htm", text("<!doctype html><title>x</title>")],
    ["table.csv", text("A,B\n1,2\n")],
    ["note.txt", text("Dear all")],
    ["photo.PNG", png],
    ["photo.jpeg", latin("\u00FF\u00D8\u00FF\u00E0\0")],
    ["several.zip", zipSync({ "a.csv": text("A\n") })],
  ])("%s", (name, bytes) => {
    const ending = name.toLowerCase().split(".").at(-1) ?? "";
    const expected = Object.values(fileTypes).find((facts) => facts.endings.includes(ending))?.mediaType;
    expect(found(name, bytes)).toBe(expected);
  });

  test("a workbook as a spreadsheet program writes it", async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet("A").addRow(["x"]);
    expect(found("a.xlsx", new Uint8Array(await book.xlsx.writeBuffer()))).toBe(fileTypes.xlsx.mediaType);
  });
});

describe("and is refused, with the reason", () => {
  test.each([
    ["x.txt", text(""), '"x.txt" is empty.'],
    ["x.exe", latin(`MZ\u0090${"\0".repeat(60)}`), '"x.exe" is a program. Programs are never taken.'],
    ["x.txt", text("#!/bin/sh\nls"), '"x.txt" is a program. Programs are never taken.'],
    [
      "x.svg",
      text('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
      '"x.svg" is an SVG drawing, which can carry scripts. Send a PNG or a PDF of it.',
    ],
    [
      "x.html",
      text("\uFEFF <!-- x --> <svg onload='x'>"),
      '"x.html" is an SVG drawing, which can carry scripts. Send a PNG or a PDF of it.',
    ],
    [
      "x.doc",
      latin("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1"),
      '"x.doc" is an old Office file or is protected by a password. Save it as .docx, .xlsx or PDF without a password.',
    ],
    [
      "x.docm",
      zipSync({ "[Content_Types].xml": text("x"), "word/vbaProject.bin": text("x") }),
      "The file contains macros (programs), which are never taken. Save it without macros, as .xlsx or .docx.",
    ],
    [
      "x.xlsm",
      zipSync({ "[Content_Types].xml": text("x"), "xl/macrosheets/sheet1.xml": text("x") }),
      "The file contains macros (programs), which are never taken. Save it without macros, as .xlsx or .docx.",
    ],
    [
      "x.pdf",
      text("<html><body>Sign in</body></html>"),
      '"x.pdf" is named like a .pdf file, and its content is a web page. Send it under the name ending in .html.',
    ],
    [
      "x.xlsx",
      docx,
      '"x.xlsx" is named like a .xlsx file, and its content is a Word document. Send it under the name ending in .docx.',
    ],
    [
      "run.bat",
      text("del *.*"),
      '"run.bat" is named like a .bat file, and its content is a plain text. Send it under the name ending in .txt.',
    ],
  ])("%s", (name, bytes, message) => {
    expect(found(name, bytes)).toBe(message);
  });

  test("unknown kinds, kinds not taken here, and too large ones", () => {
    expect(found("x", latin("\u0000\u0001\u0002"), ["pdf", "csv"])).toBe(
      '"x" is of a kind that is not known here. Taken here: PDF, CSV table.',
    );
    expect(found("a.png", png, ["pdf"])).toBe('"a.png" is a PNG picture. Taken here: PDF.');
    const large = new Uint8Array(11 * 1024 * 1024);
    large.set(png);
    expect(found("a.png", large)).toBe('"a.png" is 11 MB; a PNG picture may be at most 10 MB.');
  });

  test("a zip file with an unsafe name inside", () => {
    expect(found("x.zip", zipSync({ "../x": text("x") }))).toContain("which leads out of its folder");
  });
});
