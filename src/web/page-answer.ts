import { z } from "zod";
import type { CivilDate } from "@concordat/calendar";
import {
  Invalid,
  NotFound,
  plainText,
  readAs,
  subjectText,
  type Asking,
  type Manifest,
  type Page,
  type PageModel,
  type PanelModel,
  type Viewer,
} from "../kernel/index.ts";
import type { RawAnswer } from "./answer.ts";
import { readAt } from "./as-at.ts";
import { feedOf, type FeedPorts } from "./feed.ts";
import type { Format } from "./format.ts";
import { tableCsv } from "./kits/table.ts";
import type { PageRead } from "./page-read.ts";
import type { ShellPorts } from "./ports.ts";
import { readQuery } from "./query.ts";
import { refuseUnlessAllowed } from "./refuse.ts";

/** What a request asks of a page. */
export interface PageRequest {
  readonly page: Page;
  readonly viewer: Viewer;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly format: Format;
}

/** What reading a page takes of the shell. */
export type ReadingPorts = Pick<
  ShellPorts,
  "readDb" | "clock" | "manifests" | "today" | "allowed" | "describe" | "files" | "links" | "rehearse"
>;

/**
 * Reads a page in one snapshot that holds only what the viewer may see.
 *
 * @throws NotFound, NotSignedIn, NotAllowed; Invalid for an impossible date or filter
 */
export async function readPage(ports: ReadingPorts, asked: PageRequest): Promise<PageRead> {
  return await readAnew(ports, asked, inputOf(ports, asked));
}

/** The same, and the reading is kept: the same page in another order or format is not read again. */
export async function readPageOnce(
  ports: ReadingPorts & Pick<ShellPorts, "cache">,
  asked: PageRequest,
): Promise<PageRead> {
  const input = inputOf(ports, asked);
  const generation = ports.cache.generation();
  const key = JSON.stringify([ports.today(), asked.page.name, input]);
  const kept = ports.cache.findRead(key);
  if (kept) return kept;
  const read = await readAnew(ports, asked, input);
  ports.cache.keepRead(key, read, { subjects: read.subjects, generation });
  return read;
}

function inputOf(ports: ReadingPorts, asked: PageRequest): PageInput {
  const { page, viewer } = asked;
  const input: PageInput = {
    at: readAt(asked.query),
    params: readQuery(page.params, asked.params) as never,
    // What a page does not say it takes, it is not given: a foreign parameter makes no other page of it.
    query: (page.query ? readQuery(page.query, asked.query) : {}) as never,
    whole: asked.format !== "html",
  };
  refuseUnlessAllowed(ports, viewer, page.action ?? "see");
  return input;
}

/** All that a reading depends on, besides the viewer and the day. */
interface PageInput {
  readonly at: CivilDate | undefined;
  readonly params: never;
  readonly query: never;
  readonly whole: boolean;
}

async function readAnew(ports: ReadingPorts, asked: PageRequest, input: PageInput): Promise<PageRead> {
  const { page, viewer } = asked;
  const { at, whole } = input;
  const today = ports.today();
  return await readAs(ports.readDb, viewer, async (db) => {
    const asking: Asking = {
      db,
      viewer,
      at: at ?? today,
      atGiven: at !== undefined,
      today,
      clock: ports.clock,
      whole,
      files: ports.files,
      links: ports.links,
      describe: ports.describe,
      ...rehearsalOf(ports, viewer),
    };
    const model = await page.load(asking, input);
    if (!model)
      throw new NotFound("page.not-found", {
        message: "There is nothing at this address, or it is not public.",
      });
    const panels = await readPanels(ports.manifests, asking, model);
    const shown = [...model.subjects, ...panels.flatMap((panel) => panel.subjects)];
    return {
      model,
      panels,
      at: asking.at,
      atGiven: asking.atGiven,
      today,
      subjects: [...new Set(shown.map(subjectText))],
    };
  });
}

/** Acts that this viewer may try without anything being done. */
function rehearsalOf(ports: ReadingPorts, viewer: Viewer): Pick<Asking, "rehearse"> {
  const { rehearse } = ports;
  if (!rehearse) return {};
  return {
    rehearse: async (name, input) => {
      const command = ports.manifests
        .flatMap((manifest) => manifest.commands ?? [])
        .find((one) => one.name === name);
      if (!command) throw new RangeError(`There is no command "${name}".`);
      return await rehearse({ command, viewer, input });
    },
  };
}

async function readPanels(
  manifests: readonly Manifest[],
  asking: Asking,
  model: PageModel,
): Promise<readonly PanelModel[]> {
  const place = model.panels;
  if (!place) return [];
  const here = manifests
    .flatMap((manifest) => manifest.panels ?? [])
    .filter((panel) => panel.on === place.on);
  const found: PanelModel[] = [];
  for (const panel of here.toSorted((a, b) => a.order - b.order)) {
    const shown = await panel.load(asking, place.subject);
    if (shown) found.push(shown);
  }
  return found;
}

/** The same page for machines. HTML is drawn by the page view. */
export async function machineAnswer(
  ports: FeedPorts,
  read: PageRead,
  asked: {
    readonly page: Page;
    readonly format: Exclude<Format, "html">;
    readonly path: string;
    readonly query: Readonly<Record<string, unknown>>;
  },
): Promise<RawAnswer> {
  const { model } = read;
  if (asked.format === "json")
    return {
      status: 200,
      mediaType: "application/json; charset=utf-8",
      body: JSON.stringify(pageJson(read, asked)),
    };
  if (asked.format === "atom")
    return {
      status: 200,
      mediaType: "application/atom+xml; charset=utf-8",
      body: await feedOf(ports, read, asked.path),
    };
  if (!model.table)
    throw new NotFound("page.no-table", { message: `"${model.title}" has no table to download.` });
  const name = `${asked.path.replace(/^\//, "").replaceAll("/", "-") || "home"}-${read.at}.csv`;
  return {
    status: 200,
    mediaType: "text/csv; charset=utf-8",
    body: tableCsv(model.table),
    headers: { "content-disposition": `attachment; filename="${name}"` },
  };
}

/**
 * A page as JSON, with its panels; a list as long as `limit` asks, with the total.
 *
 * @throws Invalid for a limit that is no number
 */
export function pageJson(
  read: PageRead,
  { page, query }: { readonly page: Page; readonly query: Readonly<Record<string, unknown>> },
): Readonly<Record<string, unknown>> {
  const { json } = read.model;
  const panels = read.panels
    .filter((panel) => panel.json !== undefined)
    .map((panel) => ({ heading: panel.heading, answer: plainText(panel.answer), facts: panel.json }));
  const whole = panels.length > 0 ? { ...json, panels } : json;
  const items = json["items"];
  const limit = query["limit"];
  if (!Array.isArray(items) || limit === undefined || limit === "" || takes(page, "limit")) return whole;
  const most = Number(limit);
  if (!Number.isInteger(most) || most < 1) {
    throw new Invalid([
      {
        code: "limit.invalid",
        field: "limit",
        message: `"${typeof limit === "string" ? limit : JSON.stringify(limit)}" is not a limit. Give a whole number of 1 or more.`,
      },
    ]);
  }
  return { ...whole, items: items.slice(0, most), total: items.length };
}

/** Whether a page reads a parameter itself. */
export function takes(page: Pick<Page, "query">, parameter: string): boolean {
  return page.query instanceof z.ZodObject && parameter in page.query.shape;
}
