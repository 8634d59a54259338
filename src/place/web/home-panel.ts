import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  countInWords,
  type Asking,
  type Panel,
  type PanelModel,
  type Picture,
} from "../../kernel/index.ts";
import { drawTileMap, systemTint } from "../../web/index.ts";
import { listOrganisations } from "../store-organisations.ts";
import { listAreas, systemsOf } from "../store-areas.ts";
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
      answer: answerOf(names.length, boards.length, asking),
      ...(names.length > 0 && { picture: pictureOf(names, systems) }),
      sources: [
        {
          text: `Registry: ${boards.length} boards and ${places.length} council areas${onDate(asking)}, from look-ups of the Office for National Statistics and NHS England`,
          seen: "2026-11-21" as CivilDate,
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

function answerOf(count: number, boards: number, asking: Asking): PanelModel["answer"] {
  if (count === 0)
    return `Before integrated care boards began on 1 July 2022 this site does not hold who ran health in each borough${onDate(asking)}.`;
  const many = countInWords(count);
  if (asking.atGiven)
    return [
      "London had ",
      { strong: many },
      ` integrated care boards on ${formatCivilDate(asking.at)}; England had ${boards}.`,
    ];
  return [
    "London has ",
    { strong: many },
    " integrated care boards today; it had five until 31 March 2026. England has ",
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
