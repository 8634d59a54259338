import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { Area } from "./area.ts";
import { codesOfRow, slugOfRow, type OrganisationRow } from "./import-row.ts";
import { daysOverlap, type Days } from "./in-being.ts";
import { organisationKindLabel, schemeLabel, type Organisation } from "./organisation.ts";
import type { CodeHolder } from "./store-codes.ts";
import { daysInWords } from "./words.ts";

/** A row with the line of the file on which it stands. */
export interface ImportLine {
  readonly line: number;
  readonly value: OrganisationRow;
}

/** What is held of the things that the rows speak of. */
export interface HeldForImport {
  readonly areas: ReadonlyMap<string, Area>;
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly holders: readonly CodeHolder[];
}

/** A row that is not taken, and why. */
export interface RefusedRow {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

/** Rows to add, and every row that contradicts what is held or an earlier row. Rows that say what is held are in neither. */
export function sortRows(
  rows: readonly ImportLine[],
  held: HeldForImport,
): { readonly fresh: readonly ImportLine[]; readonly refused: readonly RefusedRow[] } {
  const fresh: ImportLine[] = [];
  const refused: RefusedRow[] = [];
  const earlier = new Map<string, ImportLine>();
  const given = new Map<string, ImportLine[]>();
  for (const row of rows) {
    const slug = slugOfRow(row.value);
    const organisation = held.organisations.get(slug);
    const before = earlier.get(slug);
    const reasons = organisation
      ? againstHeld(row.value, organisation, held)
      : before
        ? againstEarlier(row.value, before)
        : againstOthers(row.value, held, given);
    refused.push(...reasons.map((reason) => ({ line: row.line, ...reason })));
    if (reasons.length > 0 || organisation || before) continue;
    earlier.set(slug, row);
    for (const { scheme, code } of codesOfRow(row.value))
      given.set(`${scheme} ${code}`, [...(given.get(`${scheme} ${code}`) ?? []), row]);
    fresh.push(row);
  }
  return { fresh, refused };
}

type Reason = Omit<RefusedRow, "line">;

/** A cell that says something else than is held; an empty cell says nothing. */
function againstHeld(
  row: OrganisationRow,
  organisation: Organisation,
  held: HeldForImport,
): readonly Reason[] {
  const where = `/organisations/${organisation.slug}`;
  const reasons: Reason[] = [];
  const differs = (
    field: string,
    given: string | undefined,
    now: string | undefined,
    shown = now ?? "nothing",
  ): void => {
    if (given !== undefined && given !== now) {
      reasons.push({
        field,
        reason: `${where} is held already with “${shown}” here, and the row says “${given}”. Change it on its page, or give another slug if this is a different organisation.`,
      });
    }
  };
  differs("name", row.name, organisation.name);
  differs("kind", row.kind, organisation.kind, organisationKindLabel(organisation.kind));
  differs("official_name", row.official_name, organisation.officialName);
  differs("area", row.area, organisation.area?.slug);
  differs("begins_on", row.begins_on, organisation.beginsOn);
  differs("ends_on", row.ends_on, organisation.endsOn);
  differs("kept_here", row.kept_here, organisation.keptHere ? "yes" : "no");
  for (const { scheme, code, field } of codesOfRow(row)) {
    const own = held.holders.some(
      (holder) => holder.slug === organisation.slug && holder.scheme === scheme && holder.code === code,
    );
    if (!own)
      reasons.push({
        field,
        reason: `${where} is held already without the code ${code}. Give another slug if this is a different organisation.`,
      });
  }
  return reasons;
}

function againstEarlier(row: OrganisationRow, before: ImportLine): readonly Reason[] {
  const { source: _source, seen: _seen, ...now } = row;
  const { source: _then, seen: _when, ...then } = before.value;
  const fields = [...new Set([...Object.keys(now), ...Object.keys(then)])] as readonly (keyof typeof now)[];
  const different = fields.find((field) => now[field] !== then[field]);
  if (different === undefined) return [];
  return [
    {
      field: different,
      reason: `Line ${before.line} has the same address, ${slugOfRow(row)}, and another ${different.replaceAll("_", " ")}. Keep one of them, or give another slug.`,
    },
  ];
}

function againstOthers(
  row: OrganisationRow,
  held: HeldForImport,
  given: ReadonlyMap<string, readonly ImportLine[]>,
): readonly Reason[] {
  const days = daysOf(row);
  const reasons: Reason[] = [];
  if (row.area !== undefined && !held.areas.has(row.area)) {
    reasons.push({
      field: "area",
      reason: `There is no area “${row.area}” here. Add it first, or correct its address.`,
    });
  }
  for (const { scheme, code, field } of codesOfRow(row)) {
    const holder = held.holders.find(
      (one) => one.scheme === scheme && one.code === code && daysOverlap(one, days),
    );
    if (holder)
      reasons.push({
        field,
        reason: `${schemeLabel(scheme)} ${code} is ${holder.name}'s (${daysInWords(holder)}).`,
      });
    const twin = given.get(`${scheme} ${code}`)?.find((one) => daysOverlap(daysOf(one.value), days));
    if (twin)
      reasons.push({
        field,
        reason: `Line ${twin.line} gives ${schemeLabel(scheme)} ${code} to ${twin.value.name} for the same days.`,
      });
  }
  const area = row.area === undefined ? undefined : held.areas.get(row.area);
  if (area?.endsOn !== undefined && row.begins_on !== undefined && area.endsOn <= row.begins_on) {
    reasons.push({
      field: "area",
      reason: `${area.name} ended on ${formatCivilDate(area.endsOn)}, before the organisation began on ${formatCivilDate(row.begins_on)}.`,
    });
  }
  return reasons;
}

function daysOf(row: {
  readonly begins_on?: CivilDate | undefined;
  readonly ends_on?: CivilDate | undefined;
}): Days {
  return { ...(row.begins_on && { beginsOn: row.begins_on }), ...(row.ends_on && { endsOn: row.ends_on }) };
}
