import { addDays, formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  countInWords,
  type Asking,
  type Panel,
  type PanelModel,
  type Picture,
  type Provenance,
} from "../../kernel/index.ts";
import { drawTileMap, systemTint } from "../../web/index.ts";
import { listOrganisations } from "../store-organisations.ts";
import { listAreas, listSystemDays, systemsOf } from "../store-areas.ts";
import { onDate } from "./shared.ts";

const london = "london";

/** The first question of the home page: which board runs health in each borough on the day asked about. */
export const whoRunsHealthPanel: Panel = {
  name: "place.who-runs-health",
  on: "home",
  order: 1,
  async load(asking): Promise<PanelModel> {
    const systems = await systemsOf(asking.db, { within: london, at: asking.at });
    const boards = await listOrganisations(asking.db, { kind: "icb", at: asking.at, illustrative: false });
    const places = await listAreas(asking.db, { kind: "place", at: asking.at, illustrative: false });
    const names = [...new Map([...systems.values()].map((one) => [one.slug, one.name]))];
    return {
      heading: "Who runs health here?",
      answer: answerOf(
        {
          count: names.length,
          boards: boards.length,
          before: asking.atGiven ? undefined : await countBefore(asking, names),
        },
        asking,
      ),
      ...(names.length > 0 && { picture: pictureOf(names, systems) }),
      sources: [
        {
          text: `Registry: ${boards.length} boards and ${places.length} council areas${onDate(asking)}, from look-ups of the Office for National Statistics and NHS England`,
          ...seenOf([...boards, ...places]),
          basis: "compiled",
          licence: "Contains public sector information licensed under the Open Government Licence v3.0",
        },
      ],
      href: `/organisations?kind=icb${asking.atGiven ? `&at=${asking.at}` : ""}`,
      check: "/record",
      subjects: [anyOfKind("place", "area"), anyOfKind("place", "organisation")],
      json: {
        boardsInEngland: boards.length,
        boardsInLondon: names.length,
        boroughs: Object.fromEntries([...systems].map(([slug, system]) => [slug, system.slug])),
      },
    };
  },
};

/** The day all of it was last seen in its sources. */
function seenOf(facts: readonly Provenance[]): { readonly seen?: CivilDate } {
  const [seen] = facts.map((fact) => fact.seen).toSorted();
  return seen === undefined ? {} : { seen };
}

interface Before {
  readonly count: number;
  /** The last day on which it was so. */
  readonly until: CivilDate;
}

/** How many systems held the boroughs before they last became other systems; undefined where none is held before. */
async function countBefore(
  asking: Asking,
  names: readonly (readonly [string, string])[],
): Promise<Before | undefined> {
  const now = new Set(names.map(([slug]) => slug));
  for (const day of await listSystemDays(asking.db, { within: london, upTo: asking.at })) {
    const until = addDays(day, -1);
    const systems = await systemsOf(asking.db, { within: london, at: until });
    const before = new Set([...systems.values()].map((one) => one.slug));
    if (before.size === 0) return undefined;
    if (before.size !== now.size || [...before].some((slug) => !now.has(slug)))
      return { count: before.size, until };
  }
  return undefined;
}

function answerOf(
  held: { readonly count: number; readonly boards: number; readonly before: Before | undefined },
  asking: Asking,
): PanelModel["answer"] {
  const { count, boards, before } = held;
  if (count === 0)
    return `This site does not hold who ran health in each borough${onDate(asking)}, before integrated care boards began on 1 July 2022.`;
  const many = countInWords(count);
  if (asking.atGiven) {
    const had = asking.at > asking.today ? "will have" : asking.at < asking.today ? "had" : "has";
    return [
      `London ${had} `,
      { strong: many },
      ` integrated care boards on ${formatCivilDate(asking.at)}; England ${had} ${boards}.`,
    ];
  }
  return [
    "London has ",
    { strong: many },
    ` integrated care boards today${before ? `; it had ${countInWords(before.count)} until ${formatCivilDate(before.until)}` : ""}. England has `,
    String(boards),
    ".",
  ];
}

function pictureOf(
  names: readonly (readonly [string, string])[],
  systems: Awaited<ReturnType<typeof systemsOf>>,
): Picture {
  const groups = names.map(([key, label]) => {
    const tint = systemTint(key);
    return { key, label, ...(tint && { tint }) };
  });
  const counts = groups.map(
    (group) => `${group.label} ${[...systems.values()].filter((one) => one.slug === group.key).length}`,
  );
  return drawTileMap(
    {
      groups,
      groupOf: Object.fromEntries([...systems].map(([slug, one]) => [slug, one.slug])),
      groupWord: "Integrated care system",
    },
    {
      summary: `The 32 boroughs and the City by integrated care system: ${counts.join(", ")}.`,
      caption: "Boroughs by integrated care system",
    },
  );
}
