import { addDays, formatCivilDate } from "@concordat/calendar";
import { countOf, type Asking, type Measured, type Picture } from "../../kernel/index.ts";
import { drawStack, drawTileMap, systemTint } from "../../web/index.ts";
import { countAreas, type PassedArea, type SuccessionEvent } from "../merger.ts";
import type { Organisation } from "../organisation.ts";
import { listSystemSpells } from "../store-areas.ts";
import { systemsOn } from "../system-spell.ts";
import { shareInWords } from "../words.ts";

/**
 * Before and after in one picture: every body as a bar of council areas, coloured by the body they came from.
 *
 * Where no council areas are held (councils, trusts), bars of shares; nothing where neither is.
 */
export function eventPicture(event: SuccessionEvent, areas: readonly PassedArea[]): Picture | undefined {
  return areas.length > 0 ? areaPicture(event, areas) : sharePicture(event);
}

const tintOf = (body: Organisation): { readonly tint?: NonNullable<ReturnType<typeof systemTint>> } => {
  const tint = body.area && systemTint(body.area.slug);
  return tint ? { tint } : {};
};

function areaPicture(event: SuccessionEvent, areas: readonly PassedArea[]): Picture {
  const [before, after] = [formatCivilDate(addDays(event.on, -1)), formatCivilDate(event.on)];
  const parts = event.ended.map((body) => ({ key: body.id, label: `From ${body.name}`, ...tintOf(body) }));
  const counted = (belongs: (area: PassedArea) => boolean): readonly Measured[] =>
    event.ended.map((body) =>
      figure(countAreas(areas.filter((area) => area.from === body.id && belongs(area)))),
    );
  const rows = [
    ...event.ended.map((body) => ({
      label: `${before}: ${body.name}`,
      figures: counted((area) => area.from === body.id),
    })),
    ...event.following.map((body) => ({
      label: `${after}: ${body.name}`,
      figures: counted((area) => area.to === body.id),
    })),
  ];
  const words = event.following.map((body) => {
    const own = areas.filter((area) => area.to === body.id);
    return `${body.name} has ${countOf(countAreas(own), "council area")} of the former bodies`;
  });
  return drawStack(
    { item: "Body", parts, rows },
    {
      summary: `Council areas before and after: ${words.join("; ")}. One divided between systems counts in each.`,
      caption: "Council areas before and after, by the body they came from",
    },
  );
}

function sharePicture(event: SuccessionEvent): Picture | undefined {
  if (event.flows.every((flow) => flow.share === undefined)) return undefined;
  const parts = event.following.map((body) => ({ key: body.id, label: body.name, ...tintOf(body) }));
  const share = (from: string, to: string): Measured => {
    const flow = event.flows.find((one) => one.from === from && one.to === to);
    if (!flow) return { kind: "zero" };
    return flow.share === undefined
      ? { kind: "no-data" }
      : { kind: "value", value: Math.round(flow.share * 1000) / 10 };
  };
  const rows = event.ended.map((body) => ({
    label: body.name,
    figures: event.following.map((next) => share(body.id, next.id)),
  }));
  const words = event.flows.map(
    (flow) =>
      `${name(event.ended, flow.from)} to ${name(event.following, flow.to)} ${flow.share === undefined ? "share not known" : shareInWords(flow.share)}`,
  );
  return drawStack(
    { item: "Body that ended", parts, rows },
    {
      summary: `What passed to whom: ${words.join("; ")}.`,
      caption: "Shares that passed to the bodies that follow",
      unit: "%",
    },
  );
}

function figure(count: number): Measured {
  return count === 0 ? { kind: "zero" } : { kind: "value", value: count };
}

function name(bodies: readonly Organisation[], id: string): string {
  return bodies.find((body) => body.id === id)?.name ?? "";
}

/** The map of London the day before and on the day, where boroughs passed. */
export async function londonPictures(
  asking: Asking,
  event: SuccessionEvent,
  areas: readonly PassedArea[],
): Promise<readonly { readonly heading: string; readonly picture: Picture }[]> {
  const days = [addDays(event.on, -1), event.on];
  const spells = await listSystemSpells(asking.db, "london");
  const maps = [];
  for (const at of days) {
    const systems = systemsOn(spells, at);
    if (!areas.some((area) => systems.has(area.slug))) return [];
    const names = [...new Map([...systems.values()].map((one) => [one.slug, one.name]))];
    const counts = names.map(
      ([slug, label]) => `${label} ${[...systems.values()].filter((one) => one.slug === slug).length}`,
    );
    const day = formatCivilDate(at);
    maps.push({
      heading: at < event.on ? `London on ${day}` : `London from ${day}`,
      picture: drawTileMap(
        {
          groups: names.map(([key, label]) => {
            const tint = systemTint(key);
            return { key, label, ...(tint && { tint }) };
          }),
          groupOf: Object.fromEntries([...systems].map(([slug, one]) => [slug, one.slug])),
          groupWord: "Integrated care system",
        },
        {
          summary: `The 32 boroughs and the City by integrated care system on ${day}: ${counts.join(", ")}.`,
          caption: `Boroughs by integrated care system on ${day}`,
        },
      ),
    });
  }
  return maps;
}
