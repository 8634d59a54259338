import { addDays, formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  countInWords,
  type Asking,
  type Panel,
  type PanelModel,
  type Picture,
} from "../../kernel/index.ts";
import { drawTileMap, systemTint } from "../../web/index.ts";
import { countHeld, findCareBoardOf, listSystemSpells } from "../store-areas.ts";
import { systemDays, systemsOn, type HeldSystem, type SystemSpell } from "../system-spell.ts";
import { onDate } from "./shared.ts";

const london = "london";

/** The first question of the home page: which board runs health in each borough on the day asked about. */
export const whoRunsHealthPanel: Panel = {
  name: "place.who-runs-health",
  on: "home",
  order: 1,
  async load(asking): Promise<PanelModel> {
    const spells = await listSystemSpells(asking.db, london);
    const systems = systemsOn(spells, asking.at);
    const { boards, places, seen } = await countHeld(asking.db, asking.at);
    const names = [...new Map([...systems.values()].map((one) => [one.slug, one.name]))];
    const before = asking.atGiven ? undefined : countBefore(spells, asking.at);
    return {
      heading: "Who runs health here?",
      answer: answerOf(
        {
          count: names.length,
          boards,
          before: before && { ...before, story: await storyOf(asking, before) },
        },
        asking,
      ),
      ...(names.length > 0 && { picture: pictureOf(names, systems) }),
      sources: [
        {
          text: `Registry: ${boards} boards and ${places} council areas${onDate(asking)}, from look-ups of the Office for National Statistics and NHS England`,
          ...(seen && { seen }),
          basis: "compiled",
          licence: "Contains public sector information licensed under the Open Government Licence v3.0",
        },
      ],
      href: `/organisations?kind=icb${asking.atGiven ? `&at=${asking.at}` : ""}`,
      check: "/record",
      subjects: [anyOfKind("place", "area"), anyOfKind("place", "organisation")],
      json: {
        boardsInEngland: boards,
        boardsInLondon: names.length,
        boroughs: Object.fromEntries([...systems].map(([slug, system]) => [slug, system.slug])),
      },
    };
  },
};

interface Before {
  readonly count: number;
  /** The last day on which it was so. */
  readonly until: CivilDate;
  /** The system that is new since. */
  readonly since: string | undefined;
}

/** Where the change is told: the story of the body that followed; of all successions where none is held. */
async function storyOf(asking: Asking, { since }: Before): Promise<string> {
  const body = since === undefined ? undefined : await findCareBoardOf(asking.db, since);
  return body === undefined ? "/organisations/successions" : `/organisations/${body}/succession`;
}

/** How many systems held the boroughs before they last became other systems; undefined where none is held before. */
function countBefore(spells: readonly SystemSpell[], at: CivilDate): Before | undefined {
  const slugsOn = (day: CivilDate): ReadonlySet<string> =>
    new Set([...systemsOn(spells, day).values()].map((one) => one.slug));
  const now = slugsOn(at);
  for (const day of systemDays(spells, at)) {
    const until = addDays(day, -1);
    const before = slugsOn(until);
    if (before.size === 0) return undefined;
    if (before.size !== now.size || [...before].some((slug) => !now.has(slug)))
      return { count: before.size, until, since: [...now].find((slug) => !before.has(slug)) };
  }
  return undefined;
}

function answerOf(
  held: {
    readonly count: number;
    readonly boards: number;
    readonly before: (Before & { readonly story: string }) | undefined;
  },
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
      ` integrated care boards on ${formatCivilDate(asking.at)}; England ${had} ${boards}. `,
      { text: "Which boards became which", href: "/organisations/successions" },
      ".",
    ];
  }
  return [
    "London has ",
    { strong: many },
    " integrated care boards today",
    ...(before
      ? [
          "; ",
          {
            text: `it had ${countInWords(before.count)} until ${formatCivilDate(before.until)}`,
            href: before.story,
          },
        ]
      : []),
    `. England has ${boards}.`,
  ];
}

function pictureOf(
  names: readonly (readonly [string, string])[],
  systems: ReadonlyMap<string, HeldSystem>,
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
