import {
  anyOfKind,
  listInWords,
  type Panel,
  type PanelModel,
  type Picture,
  type Section,
  type TableModel,
} from "../../kernel/index.ts";
import { drawStack } from "../../web/index.ts";
import {
  controlInWords,
  countControls,
  countFigure,
  noControl,
  seatsDifference,
  sumOfSeats,
  type CouncilControl,
  type PartyName,
} from "../control.ts";
import { listControls, readPartyNames } from "../store-polls-control.ts";
import { distinctSources, sourcesOf } from "../words.ts";
import { areaOfPanel } from "./page-reads.ts";

/** Who controlled the councils of an area after each poll; on the page of a region that has such lists, London. */
export const controlPanel: Panel = {
  name: "place.council-control",
  on: "area",
  order: 45,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const area = subject && (await areaOfPanel(asking, subject.id));
    if (!area || area.kind !== "region") return undefined;
    const controls = (await listControls(asking.db, { within: area.slug })).filter(
      (one) => !asking.atGiven || one.year <= Number(asking.at.slice(0, 4)),
    );
    if (controls.length === 0) return undefined;
    const nameOf = await readPartyNames(asking.db);
    const years = [...new Set(controls.map((one) => one.year))].toSorted((a, b) => a - b);
    return {
      heading: "Who controls the councils?",
      answer: controlAnswer(controls, years, nameOf),
      picture: controlPicture(controls, years, nameOf),
      table: controlTable(controls, years, nameOf),
      sections: [seatSection(controls, years, nameOf)],
      sources: [
        ...distinctSources(sourcesOf(controls)),
        { text: "Names of parties: general knowledge, to be checked", basis: "general-knowledge" },
      ],
      check: "/open-data",
      subjects: [anyOfKind("place", "organisation")],
      json: {
        controls: controls.map((one) => ({
          council: one.council.slug,
          year: one.year,
          status: one.status,
          control: one.control ?? null,
          seatsPrinted: one.seatsPrinted ?? null,
          seatsComputed: sumOfSeats(one) ?? null,
          difference: seatsDifference(one) ?? null,
          electedMayor: one.electedMayor ?? null,
          mayorParty: one.mayorParty ?? null,
          parties: one.parties,
          note: one.note ?? null,
        })),
      },
    };
  },
};

/** "After the polls of 2026, of 32 councils held here 12 were Labour and 5 Conservative, and 9 had no overall control." */
export function controlAnswer(
  controls: readonly CouncilControl[],
  years: readonly number[],
  nameOf: PartyName,
): PanelModel["answer"] {
  const year = years.at(-1)!;
  const latest = controls.filter((one) => one.year === year && one.status === "value");
  const counts = countControls(latest);
  const none = counts.find((one) => one.control === noControl)?.count ?? 0;
  const parties = counts.filter((one) => one.control !== noControl);
  const unknown = latest.filter((one) => one.control === undefined).length;
  return [
    `After the polls of ${year}, of `,
    { strong: `${latest.length} councils` },
    ` held here ${listInWords(parties.map((one, index) => `${one.count}${index === 0 ? (one.count === 1 ? " was" : " were") : ""} ${nameOf(one.control)}`))}, and ${none} had no overall control`,
    unknown > 0 ? `; of ${unknown} it is not known.` : ".",
  ];
}

/** The controls in the order of how common they were over all years, so that a party keeps its colour. */
function controlsOf(controls: readonly CouncilControl[]): readonly string[] {
  const all = countControls(controls).map((one) => one.control);
  return [...all.filter((one) => one !== noControl), ...all.filter((one) => one === noControl)];
}

function controlPicture(
  controls: readonly CouncilControl[],
  years: readonly number[],
  nameOf: PartyName,
): Picture {
  const keys = controlsOf(controls);
  const shown = keys.map((key) => ({ key, label: nameOf(key) }));
  const rows = years.map((year) => {
    const counts = new Map(
      countControls(controls.filter((one) => one.year === year)).map((one) => [one.control, one.count]),
    );
    return { label: String(year), figures: keys.map((key) => countFigure(counts.get(key) ?? 0)) };
  });
  const words = years.map((year) => {
    const counts = countControls(controls.filter((one) => one.year === year));
    return `${year}: ${counts.map((one) => `${nameOf(one.control)} ${one.count}`).join(", ")}`;
  });
  return drawStack(
    { item: "Polls of", parts: shown, rows },
    {
      summary: `Councils by who controlled them after each poll. ${words.join(". ")}.`,
      caption: "Councils by control after each poll",
    },
  );
}

function controlTable(
  controls: readonly CouncilControl[],
  years: readonly number[],
  nameOf: PartyName,
): TableModel {
  return {
    name: "control",
    caption: `Control of councils after the polls of ${listInWords(years.map(String))}`,
    columns: [
      { key: "council", label: "Council", kind: "link", sortable: true, filter: "words" },
      ...years.map((year) => ({
        key: `y${year}`,
        label: String(year),
        kind: "text" as const,
        sortable: true,
        filter: "choice" as const,
      })),
      { key: "mayor", label: "Directly elected mayor", kind: "text" },
    ],
    rows: byCouncil(controls).map((own) => {
      const latest = own.at(-1)!;
      return {
        council: { text: latest.council.name, href: `/organisations/${latest.council.slug}` },
        ...Object.fromEntries(
          years.map((year) => [
            `y${year}`,
            controlInWords(
              own.find((one) => one.year === year),
              nameOf,
            ),
          ]),
        ),
        mayor: mayorInWords(latest, nameOf),
      };
    }),
    rowsPerPage: 33,
    empty: "None is held.",
  };
}

function mayorInWords(one: CouncilControl, nameOf: PartyName): string {
  if (one.status === "not-applicable") return "does not apply";
  if (one.electedMayor === undefined) return "not known";
  if (!one.electedMayor) return "no";
  return one.mayorParty === undefined
    ? `yes, party of ${one.year} not held`
    : `yes, ${nameOf(one.mayorParty)}`;
}

function byCouncil(controls: readonly CouncilControl[]): readonly (readonly CouncilControl[])[] {
  const groups = new Map<string, CouncilControl[]>();
  for (const one of controls) groups.set(one.council.slug, [...(groups.get(one.council.slug) ?? []), one]);
  return [...groups.values()];
}

/** Seats by party where the source has them; where printed and added up differ, both and the difference. */
function seatSection(
  controls: readonly CouncilControl[],
  years: readonly number[],
  nameOf: PartyName,
): Section {
  const withSeats = years.filter((year) =>
    controls.some((one) => one.year === year && one.parties.length > 0),
  );
  const without = years.filter((year) => !withSeats.includes(year));
  const parties = [...new Set(controls.flatMap((one) => one.parties.map(({ party }) => party)))];
  const total = (party: string): number =>
    controls.reduce((sum, one) => sum + (one.parties.find((own) => own.party === party)?.seats ?? 0), 0);
  const shown = parties.toSorted((a, b) => total(b) - total(a));
  return {
    kind: "table",
    heading: "Seats by party",
    intro: `Held for ${listInWords(withSeats.map(String))}${without.length > 0 ? `; for ${listInWords(without.map(String))} seats by party are not held` : ""}. Printed seats are the source's own total; added up are its parties.`,
    table: {
      name: "council-seats",
      caption: "Seats by party after each poll",
      columns: [
        { key: "council", label: "Council", kind: "link", sortable: true, filter: "words" },
        { key: "year", label: "Poll of", kind: "text", filter: "choice" },
        ...shown.map((party) => ({ key: `p${party}`, label: nameOf(party), kind: "measured" as const })),
        { key: "printed", label: "Printed", kind: "measured" },
        { key: "computed", label: "Added up", kind: "measured" },
        { key: "difference", label: "Difference", kind: "measured" },
      ],
      rows: controls
        .filter((one) => one.parties.length > 0)
        .map((one) => {
          const computed = sumOfSeats(one)!;
          const difference = seatsDifference(one);
          return {
            council: { text: one.council.name, href: `/organisations/${one.council.slug}` },
            year: String(one.year),
            ...Object.fromEntries(
              shown.map((party) => [
                `p${party}`,
                countFigure(one.parties.find((own) => own.party === party)?.seats ?? 0),
              ]),
            ),
            printed:
              one.seatsPrinted === undefined ? { kind: "no-data" as const } : countFigure(one.seatsPrinted),
            computed: countFigure(computed),
            difference: difference === undefined ? { kind: "no-data" as const } : countFigure(difference),
          };
        }),
      rowsPerPage: 33,
      empty: "None is held.",
    },
  };
}
