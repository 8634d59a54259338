import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";

// The list of networks prints every name in capitals. In the shipped files a word that is an ordinary word or a name is
// in title case; what follows here is initials, a code or no word at all, and stays as the list prints it.
const capitals = new Set(
  [
    "A1 A31 A34 BD4 E4 GPA1 GPNET5 I3 K2 LS25 LS26 N15 OX3 PCN PCN1 PCN2 PCN3 PCN4 SS9", // codes and postcodes
    "BNSSG CW IW MK NEL RWT SE SHU SW SWB UOS WB WBC WF", // systems, councils, quarters, universities
    "ABC ACF AIC ARA CHAW CHOC CLICK FABB FOSS HIPC HOSMS KIWY LSA NORA NSG SEOXHA TMR WCW WREN", // beside their words
    "ASOP BACHS BYTES COCO LIGA SASSE SMASH TABA TWNS WEB WHAM", // first letters of their villages or practices
    "4PCC APL AT BMC BMW DHG GHR GP GPS HH HIP HLH HMG HWL IGPC KWH LMN LSMP MMP MMWF NGP PCCO RPN WGGL",
    "GOSK GRIPC LOCC SAPA SWAGGA TASC WACA II",
  ]
    .join(" ")
    .split(" "),
);
const small = new Set(["and", "at", "for", "le", "of", "on", "the"]);

function writtenName(printed: string): string {
  let first = true;
  return printed.replaceAll(/[A-Z0-9']+/g, (word) => {
    const begins = first;
    first = false;
    const lower = word.toLowerCase();
    if (!begins && small.has(lower)) return lower;
    // A letter after a figure begins a word too: Together4Healthcare.
    return capitals.has(word)
      ? word
      : lower.replaceAll(/^[a-z]|(?<=\d)[a-z]/g, (letter) => letter.toUpperCase());
  });
}

function networksIn(path: string): readonly Readonly<Record<string, string>>[] {
  const file = readFileSync(new URL(`../../data/${path}`, import.meta.url));
  const rows = parse(file, { columns: true }) as readonly Readonly<Record<string, string>>[];
  return rows.filter((row) => row["kind"] === "network" || row["kind"] === "neighbourhood");
}

test.each([
  ["place/organisations.csv", "name"],
  ["place/organisations.csv", "official_name"],
  ["place/areas.csv", "name"],
])("in %s the %s of every network keeps its initials in capitals", (path, column) => {
  const names = networksIn(path).map((row) => row[column] ?? "");
  expect(names).toHaveLength(1254);
  expect(names).toEqual(names.map((name) => writtenName(name.toUpperCase())));
});

test.each([
  ["4PCC (BNSSG) PCN", "4PCC (BNSSG) PCN"],
  ["BABYLON GP AT HAND PCN", "Babylon GP at Hand PCN"],
  ["AT MEDICS STREATHAM PCN", "AT Medics Streatham PCN"],
  ["STANFORD-LE-HOPE PCN", "Stanford-le-Hope PCN"],
  ["ST JOHN'S WOOD & MAIDA VALE PCN", "St John's Wood & Maida Vale PCN"],
  ["CITY - OX3+ PCN", "City - OX3+ PCN"],
])("%s is written %s", (printed, written) => {
  expect(writtenName(printed)).toBe(written);
});
