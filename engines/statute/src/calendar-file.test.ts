import { civilDate } from "@concordat/calendar";
import { expect, it } from "vitest";
import { folderLaw, folderStatute } from "../test/law-folder.ts";
import { strokeText } from "../test/stroke.ts";
import { calendarFile, checkProposal, readProposal } from "./index.ts";

const read = readProposal(strokeText, folderLaw());
const checked = read.ok ? checkProposal(folderStatute(), read.value) : read;
const text = checked.ok
  ? calendarFile(checked.value, {
      id: "stroke beds",
      name: "Stroke, beds; moved — 1 żółw",
      today: civilDate("2026-01-12"),
    })
  : "";
const lines = text.split("\r\n");

it("is a calendar with one entry for every step still to do and for each date", () => {
  expect(lines.slice(0, 2)).toEqual(["BEGIN:VCALENDAR", "VERSION:2.0"]);
  expect(lines.at(-2)).toBe("END:VCALENDAR");
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(text.match(/END:VEVENT/g)?.length ?? -1);
  expect(text).toContain("UID:nhs.1960.notice.stroke-beds@concordat\r\n");
  expect(text).toContain("DTSTART;VALUE=DATE:20260415\r\nDTEND;VALUE=DATE:20260416\r\n");
  expect(text).toContain("SUMMARY:Last day: Public notice of an NHS body's meeting\r\n");
  expect(text).toContain("UID:earliest-advisable.stroke-beds@concordat\r\n");
});

it("ends every line with a return and a feed, and has none of more than 75 octets", () => {
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
});

it("escapes commas, semicolons and keeps every character when unfolded", () => {
  const unfolded = text.replaceAll("\r\n ", "");
  expect(unfolded).toContain("Stroke\\, beds\\; moved — 1 żółw");
});

it("has an identity for each entry that no other has", () => {
  const ids = text.match(/^UID:.*$/gm) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
});
