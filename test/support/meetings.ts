import { actsOn, type Act } from "./acts.ts";
import type { TestApp } from "./app.ts";
import { testPerson } from "./core.ts";
import { Conflict, Invalid, type Person } from "../../src/kernel/index.ts";
import { organisationIdOf } from "../../src/place/index.ts";

/** Ways a test acts on meetings of the illustrative place, through the whole pipeline of a running node. */
export interface MeetingActs {
  /** Carries out a command of the module, as whoever keeps the council unless another is named. */
  readonly act: Act;
  versionOf(slug: string): Promise<string>;
  jsonOf(path: string): Promise<Record<string, unknown>>;
  readonly keeper: Person;
  readonly secretary: Person;
  readonly administrator: Person;
}

/** Everything that was refused of an act, each with its field or code. */
export async function refusalsOf(work: Promise<unknown>): Promise<readonly string[]> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Invalid) return error.problems.map((one) => `${one.field ?? "whole"}: ${one.message}`);
  if (error instanceof Conflict) return [`${error.code}: ${error.message}`];
  throw error instanceof Error ? error : new Error("Nothing was refused.");
}

/** The people who keep the council and the NHS board of the illustrative place, acting on a node. */
export function meetingActs(app: TestApp): MeetingActs {
  const keeper = testPerson({ keeps: [organisationIdOf("aldermere-council")], illustrative: true });
  const secretary = testPerson({
    keeps: [organisationIdOf("nhs-aldermere-and-the-vale-icb")],
    illustrative: true,
  });
  return {
    keeper,
    secretary,
    administrator: testPerson({ administrator: true }),
    act: actsOn(app, "meetings", keeper),
    versionOf: async (slug) => {
      const { rows } = await app.database.pool.query<{ version: number }>(
        "select version from meetings.meeting where slug = $1",
        [slug],
      );
      return String(rows[0]?.version ?? 0);
    },
    jsonOf: async (path) => JSON.parse((await app.get(`${path}.json`)).text) as Record<string, unknown>,
  };
}

/** A board of the illustrative place, a meeting of it, and who holds its seats. */
export const draftBoard = "aldermere-health-and-wellbeing-board";
export const draftMeeting = `${draftBoard}-2026-12-03`;
/** A word that stands only in the content of the private item. */
export const sealedWord = "quokkabridge";
const pdf = new TextEncoder().encode(
  `%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% ${sealedWord}\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n`,
);
export const holdersOfBoard = {
  chair: "01|Cabinet member for health and care",
  councillor: "02|Councillor",
  adults: "03|Director of adult social services",
  children: "04|Director of children's services",
  health: "05|Director of public health",
  healthwatch: "06|Manager of Healthwatch",
  icb: "07|Chief executive of the NHS board",
  voluntary: "08|Director of the alliance",
};
/** Plans the meeting with three items as a draft: procedure, a decision, and one that is sealed with its paper. */
export async function draftAgenda({ act }: MeetingActs): Promise<void> {
  const [board, meeting, secret] = [draftBoard, draftMeeting, sealedWord];
  await act("plan-meeting", { slug: board, on: "2026-12-03", startsAt: "14:30", venue: "Mere Hall" });
  await act("add-item", { slug: meeting, title: "Apologies", kind: "procedural" });
  await act("add-item", {
    slug: meeting,
    title: "Winter plan",
    kind: "decision",
    sort: "strategic",
    minutes: "30",
    asks: "the board agree the winter plan",
  });
  await act("add-item", {
    slug: meeting,
    title: "Care home contract",
    kind: "decision",
    asks: `Buy ${secret}`,
  });
  await act("add-paper", {
    slug: meeting,
    item: "3",
    purpose: "report",
    title: "Contract report",
    summary: `About ${secret}`,
    file: { name: `${secret}.pdf`, bytes: pdf },
  });
  await act("take-in-private", {
    slug: meeting,
    item: "3",
    exemption: "12a-3",
    publicInterest: "Disclosure would harm the tender.",
    reviewOn: "2027-12-01",
  });
}

/** Every address at which something of the private item could show. */
export const placesToLook: readonly string[] = [
  "/meetings",
  `/meetings/${draftMeeting}`,
  `/meetings/${draftMeeting}/items/3`,
  `/meetings/${draftMeeting}/minutes`,
  "/meetings.ics",
  `/boards/${draftBoard}`,
  `/boards/${draftBoard}/meetings.ics`,
  "/resolutions?illustrative=include",
  `/search?q=${sealedWord}`,
  "/record",
  `/record/of/place:organisation:${organisationIdOf("aldermere-council")}`,
  "/open-data/tables/meetings.items.csv",
  "/open-data/tables/meetings.resolutions.csv",
];

/** The formats of an address in which a visitor finds words of the private item. */
export async function leaksAt(app: TestApp, path: string): Promise<readonly string[]> {
  // The search page repeats the word that was asked for, so what stands beside it in the item is looked for.
  const telling = [`Buy ${sealedWord}`, `buy ${sealedWord}`, `About ${sealedWord}`, `${sealedWord}.pdf`];
  return await leaksIn(app, telling, path);
}

/** The addresses, by format, at which a visitor finds a word that is sealed. */
export async function leaksOf(
  app: TestApp,
  word: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) found.push(...(await leaksIn(app, [word], path)));
  return found;
}

async function leaksIn(app: TestApp, telling: readonly string[], path: string): Promise<readonly string[]> {
  const [address = "", query = ""] = path.split("?");
  const leaks: string[] = [];
  const whole = /\.(csv|ics)$/.test(address);
  for (const ending of whole ? [""] : ["", ".json", ".csv", ".atom"]) {
    const { text, status } = await app.get(`${address}${ending}${query ? `?${query}` : ""}`);
    // An address that is not there would hold nothing, and prove nothing.
    if (ending === "" && status !== 200) leaks.push(`${address} answered ${status}`);
    if (telling.some((words) => text.includes(words))) leaks.push(`${address}${ending}`);
  }
  return leaks;
}
