import { z } from "zod";
import { countOf, formatNumber, listInWords, type Picture, type TableModel } from "../../kernel/index.ts";
import { drawGap } from "../../web/index.ts";
import { gapsOf, type StatementGap } from "../account-gap.ts";
import { countFigure } from "./shared.ts";
import { isAgreed, sectorKeys, sectors, type AccountEvent, type Sector } from "../account.ts";

const sideShape = z.object({
  sector: z.string(),
  count: z.number(),
  cannotSay: z.number(),
  mean: z.number(),
  lowest: z.number(),
  highest: z.number(),
  deviation: z.number().nullable(),
});

/** An event as machines get it; what is sealed is not in it. */
export const accountShape = z.object({
  slug: z.string(),
  title: z.string(),
  happened: z.string(),
  when: z.string(),
  startedOn: z.iso.date().nullable(),
  closesOn: z.iso.date().nullable(),
  openedOn: z.iso.date().nullable(),
  partners: z.array(
    z.object({
      body: z.string(),
      name: z.string(),
      sector: z.string(),
      sealedOn: z.iso.date().nullable(),
      entry: z.string().nullable(),
      telling: z.string().nullable(),
    }),
  ),
  statements: z.array(
    z.object({
      number: z.number(),
      words: z.string(),
      gap: z.number().nullable(),
      sides: z.array(sideShape),
    }),
  ),
  agreements: z.array(
    z.object({
      number: z.number(),
      words: z.string(),
      owner: z.string(),
      dueOn: z.iso.date(),
      agreed: z.boolean(),
    }),
  ),
  stances: z.array(
    z.object({
      sector: z.string(),
      role: z.string(),
      party: z.string().nullable(),
      said: z.string(),
      when: z.string(),
      source: z.string(),
      basis: z.string(),
    }),
  ),
  source: z.string(),
  seen: z.iso.date(),
  basis: z.string(),
});

/** What everybody may read of an event. */
export function accountJson(event: AccountEvent): z.output<typeof accountShape> {
  const open = event.openedOn !== undefined;
  const slugOf = (id: string): string => event.partners.find((one) => one.id === id)?.slug ?? "";
  return {
    slug: event.slug,
    title: event.title,
    happened: event.happened,
    when: event.whenWords,
    startedOn: event.startedOn ?? null,
    closesOn: event.closesOn ?? null,
    openedOn: event.openedOn ?? null,
    partners: event.partners.map((partner) => ({
      body: partner.slug,
      name: partner.name,
      sector: partner.sector,
      sealedOn: partner.sealedOn ?? null,
      entry: partner.entryId ?? null,
      telling: (open && event.tellings.find(({ partnerId }) => partnerId === partner.id)?.words) || null,
    })),
    statements: (open ? gapsOf(event) : event.statements.map((one) => ({ ...one, sides: [] }))).map(
      (one) => ({
        number: one.number,
        words: one.words,
        gap: "gap" in one ? (one.gap ?? null) : null,
        sides: one.sides.map((side) => ({ ...side, deviation: side.deviation ?? null })),
      }),
    ),
    agreements: event.agreements.map((one) => ({
      number: one.number,
      words: one.words,
      owner: slugOf(one.ownerId),
      dueOn: one.dueOn,
      agreed: isAgreed(event, one),
    })),
    stances: event.stances.map((one) => ({
      sector: one.sector,
      role: one.role,
      party: one.party ?? null,
      said: one.said,
      when: one.saidOn,
      source: one.source,
      basis: one.basis,
    })),
    source: event.source,
    seen: event.seen,
    basis: event.basis,
  };
}

/** The means of the sides by statement, each with the lowest and highest rating given. */
export function gapPicture(gaps: readonly StatementGap[], summary: string): Picture | undefined {
  const shown = sectorKeys.filter((sector) =>
    gaps.some(({ sides }) => sides.some((one) => one.sector === sector)),
  );
  if (shown.length < 2) return undefined;
  return drawGap(
    {
      step: "Statement",
      steps: gaps.map(({ number }) => String(number)),
      joined: false,
      scale: [1, 5],
      groups: shown.map((sector) => ({
        label: sectors[sector],
        figures: gaps.map(({ sides }) => {
          const side = sides.find((one) => one.sector === sector);
          return side && { value: side.mean, lower: side.lowest, upper: side.highest };
        }),
      })),
    },
    {
      summary,
      caption: "Mean rating by side, with the lowest and the highest; 1 is not at all, 5 is fully",
      decimals: 1,
    },
  );
}

/** Each statement with mean and spread of every side, and the gap. */
export function gapTable(gaps: readonly StatementGap[]): TableModel {
  const shown = sectorKeys.filter((sector) =>
    gaps.some(({ sides }) => sides.some((one) => one.sector === sector)),
  );
  return {
    caption: "Statement by statement",
    columns: [
      { key: "number", label: "No.", kind: "number", decimals: 0, sortable: true },
      { key: "words", label: "Statement", kind: "text" },
      ...shown.map((sector) => ({ key: sector, label: sectors[sector], kind: "text" as const })),
      { key: "gap", label: "Gap", kind: "measured", decimals: 1, sortable: true },
      { key: "none", label: "Cannot say", kind: "number", decimals: 0 },
    ],
    rows: gaps.map(({ number, words, sides, gap, cannotSay }) => ({
      number,
      words,
      ...Object.fromEntries(
        shown.map((sector) => {
          const side = sides.find((one) => one.sector === sector);
          return [sector, side ? sideInWords(side) : "Gave no rating"];
        }),
      ),
      // With ratings of one side alone there is no gap to speak of, which is not a gap of nought.
      gap: gap === undefined ? ({ kind: "not-applicable" } as const) : countFigure(gap),
      none: cannotSay,
    })),
    rowsPerPage: 12,
    empty: "Nothing was rated.",
  };
}

function sideInWords({ mean, lowest, highest, count, deviation }: StatementGap["sides"][number]): string {
  const spread =
    deviation === undefined
      ? ""
      : ` (${lowest === highest ? `all ${lowest}` : `${lowest} to ${highest}`}; spread ${formatNumber(deviation, 1)})`;
  return `${formatNumber(mean, 1)}${spread}, ${countOf(count, "partner")}`;
}

/** "the NHS 4.5 and councils 1.5". */
export function sidesInWords({ sides }: StatementGap): string {
  return listInWords(sides.map(({ sector, mean }) => `${withinSentence[sector]} ${formatNumber(mean, 1)}`));
}

const withinSentence: Readonly<Record<Sector, string>> = {
  nhs: "the NHS",
  councils: "councils",
  others: "others",
};
