import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { meetingActs, refusalsOf as problemsOf } from "../../test/support/meetings.ts";
import { sharedFile } from "../../test/support/shared.ts";
import { civilDate, deadline } from "@concordat/calendar";
import { lawHolidays } from "../decisions/index.ts";
import {
  NotSignedIn,
  systemActor,
  visitor,
  type Acting,
  type ImportKind,
  type Viewer,
} from "../kernel/index.ts";
import { perform } from "../platform/acts/perform.ts";
import { importAddressCommand } from "./commands/import-address.ts";
import { itemImport, meetingImport } from "./imports.ts";
import type { Outgoing } from "./ports.ts";

const app = await startTestApp({ now: "2026-11-24T09:00:00Z", shipped: true });
const { act, secretary, administrator } = meetingActs(app);

describe("meetings known from sources", () => {
  test("are shipped with their items, as page, JSON, CSV and calendar, never as late or silent (invariant 1)", async () => {
    const list = JSON.parse((await app.get("/meetings.json")).text) as {
      items: { keptHere: boolean; basis: string }[];
    };
    expect(list.items).toHaveLength(76);
    expect(list.items.every((one) => !one.keptHere && one.basis === "registry")).toBe(true);
    expect((await app.get("/meetings.csv")).text.trim().split("\n").length).toBeGreaterThanOrEqual(77);
    expect((await app.get("/meetings?board=bromley-health-and-wellbeing-board")).text).toContain(
      "11 meetings",
    );
    const page = (await app.get("/meetings/wandsworth-health-and-wellbeing-board-2025-06-26")).text;
    expect(page).toContain("A public page says that Wandsworth Health and Wellbeing Board met on");
    expect(page).toContain("Wandsworth Health and Care Plan 2025-27");
    expect(page).not.toMatch(/is late|Publish the agenda/);
  });

  test("say the clear days only where the day of publication was stated, and give no verdict", async () => {
    const stated = (
      await app.get("/meetings/north-central-london-joint-health-scrutiny-committee-2017-03-17")
    ).text;
    expect(stated).toContain("Published with 5 clear days; 5 required: LGA 1972 s100B.");
    const derived = (await app.get("/meetings/bromley-health-and-wellbeing-board-2021-09-23")).text;
    expect(derived).toContain("The day is not observed but worked out by the source");
    expect(derived).not.toContain("Published with");
  });

  test("that were only planned are not said to have been held", async () => {
    const page = (await app.get("/meetings/lincolnshire-icb-board-2024-01-30")).text;
    expect(page).toContain("Whether it was held is not known here.");
  });

  test("stand on the board's page with a calendar, and divide its agenda time only as far as somebody sorted it", async () => {
    const page = (await app.get("/boards/wandsworth-health-and-wellbeing-board")).text;
    expect(page).toMatch(
      /What its agendas are about[\s\S]*Its agendas held here have \d+ items, at [\w-]+ meetings\. Of these/,
    );
    expect(page).toContain("not sorted");
    const calendar = (await app.get("/boards/wandsworth-health-and-wellbeing-board/meetings.ics")).text;
    expect(calendar).toContain("DTSTART;TZID=Europe/London:20251204T130000");
    expect(calendar.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });
});

test("the made-up cabinet's call-in deadline in the shipped file is the one that is counted", () => {
  const counted = deadline({
    rule: "working-days-ew",
    quantity: 5,
    from: civilDate("2026-11-18"),
    holidays: lawHolidays(),
  });
  expect(counted.ok && counted.value.date).toBe("2026-11-25");
});

/** Runs an import as the import of whole files does, on a list with its own headings. */
async function importList(kind: ImportKind, text: string) {
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  const good = rows.map((cells, index) => ({
    line: index + 2,
    value: kind.row.parse(Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== ""))),
  }));
  return await app.db.transaction().execute(
    async (tx) =>
      await kind.apply(
        { tx, clock: app.clock, today: app.clock.today(), actor: systemActor } as unknown as Acting,
        good,
        {
          id: "run",
          source: "a test",
          seen: civilDate("2026-11-24"),
        },
      ),
  );
}

async function countHeld(): Promise<string> {
  const { rows } = await app.database.pool.query<{ counts: string }>(
    "select (select count(*) from meetings.meeting) || ' ' || (select count(*) from meetings.item) as counts",
  );
  return rows[0]!.counts;
}

describe("lists of meetings and items", () => {
  test("in the layout they were gathered in import unchanged and change nothing the second time (invariant 17)", async () => {
    const meetings = sharedFile("data/registry/meetings/meetings.csv");
    const items = sharedFile("data/registry/meetings/items.csv");
    if (meetings === undefined || items === undefined) {
      process.stderr.write("vectors: not run (src/meetings: data/registry/meetings is absent)\n");
      return;
    }
    const before = await countHeld();
    for (let turn = 0; turn < 2; turn += 1) {
      expect((await importList(meetingImport, readFileSync(meetings, "utf8"))).refused).toEqual([]);
      expect((await importList(itemImport, readFileSync(items, "utf8"))).refused).toEqual([]);
    }
    expect(await countHeld()).toBe(before);
  });

  test("are refused row by row, with field and reason", async () => {
    const heading = "board_id,date,time,status\n";
    const { refused } = await importList(
      meetingImport,
      `${heading}nowhere-hwb,2026-01-01,,held\naldermere-cabinet,2026-01-01,,held\nbromley-hwb,2020-01-30,13:30,cancelled\nbromley-hwb,2020-01-31,,held\n`,
    );
    expect(refused.map((one) => `${one.line} ${one.field}`)).toEqual([
      "2 board_id",
      "3 board_id",
      "4 status",
    ]);
    const second = await importList(
      itemImport,
      "board_id,date,title,kind,decision\nbromley-hwb,2022-03-31,One Bromley winter plan update,report,refused\nbromley-hwb,2020-01-31,New,report,\n",
    );
    expect(second.refused.map((one) => `${one.line} ${one.field}`)).toEqual(["2 decision"]);
  });

  test("from a committee system add what can be read and list the rest (invariants 17 and 18)", async () => {
    const xml = `<meeting><meetingid>9</meetingid><committeeid>322</committeeid><committeetitle>HWB &amp;amp; care</committeetitle><meetingdate>24/06/2027</meetingdate><meetingtime>2.30 pm</meetingtime><agendapublished>True</agendapublished><agendaitems><agendaitem><agendaitemid>1</agendaitemid><agendaitemnumber>1</agendaitemnumber><agendaitemtitle>Budget &amp;amp; care</agendaitemtitle><decisionnonemptyhtmlbody>&lt;p&gt;Agreed&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</decisionnonemptyhtmlbody><isdecision>True</isdecision></agendaitem><agendaitem><agendaitemid>2</agendaitemid><agendaitemnumber>2</agendaitemnumber><agendaitemtitle>Sensitive</agendaitemtitle><isrestricted>True</isrestricted><agendatext>hidden words</agendatext></agendaitem></agendaitems></meeting>`;
    const file = { name: "GetMeeting.xml", bytes: new TextEncoder().encode(xml) };
    const input = { file, host: "modgov.hillingdon.gov.uk", source: "https://modgov.hillingdon.gov.uk" };
    const as = { viewer: administrator };
    expect(await problemsOf(act("import-file", { ...input, dryRun: "yes" }, as))).toEqual([
      expect.stringContaining("one meeting and two items are new"),
      expect.stringContaining("item 2: It is restricted"),
    ]);
    expect(await problemsOf(act("import-file", input, as))).toHaveLength(1);
    await act("import-file", { ...input, leaveOut: "yes" }, as);
    const done = await act("import-file", { ...input, leaveOut: "yes" }, as);
    expect(done.json).toMatchObject({ added: 0, held: 1, items: 0 });
    const page = (await app.get("/meetings/hillingdon-health-and-wellbeing-board-2027-06-24")).text;
    expect(page).toContain("Budget &amp; care");
    expect(page).not.toMatch(/alert\(1\)|hidden words/);
    const wall = {
      ...input,
      file: {
        name: "x.xml",
        bytes: new TextEncoder().encode("<html><title>Just a moment...</title></html>"),
      },
    };
    expect((await problemsOf(act("import-file", wall, as)))[0]).toContain("bot wall");
  });
});

describe("the web service of a committee system, asked at its address", () => {
  const folder = sharedFile("data/fixtures/moderngov/synthetic-GetMeeting-7002.xml")?.replace(/[^/]*$/u, "");
  const isAbsent = (): boolean => {
    if (folder === undefined)
      process.stderr.write("vectors: not run (src/meetings: data/fixtures/moderngov is absent)\n");
    return folder === undefined;
  };
  const site = { wall: false, asked: 0, key: "", held: false };
  const files: Readonly<Record<string, string>> = {
    GetCommittees: "synthetic-GetCommittees.xml",
    GetMeetings: "synthetic-GetMeetings.xml",
    "GetMeeting?lMeetingId=7002": "synthetic-GetMeeting-7002.xml",
  };
  const server = createServer((asked, answer) => {
    const question = (asked.url ?? "").replace("/mgWebService.asmx/", "");
    const name = files[question] ?? files[question.replace(/\?.*/u, "")];
    if (site.wall) answer.end("<html><title>Just a moment...</title></html>");
    else if (name === undefined) answer.writeHead(404).end();
    else answer.end(readFileSync(`${folder}${name}`));
  });
  const outgoing: Outgoing = async (address) => {
    site.asked += 1;
    // The act's transaction holds the lock of its key from its first statement to its end.
    const { rows } = await app.database.pool.query<{ free: boolean }>(
      "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free",
      [`${administrator.accountId} ${site.key}`],
    );
    site.held ||= !rows[0]!.free;
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}${address.pathname}${address.search}`);
    return answer.ok
      ? { ok: true, bytes: new Uint8Array(await answer.arrayBuffer()) }
      : { ok: false, why: `It answered ${answer.status}.` };
  };
  const given = {
    address: "https://democracy.example.org",
    committee: "610",
    from: "2026-06-01",
    until: "2026-12-31",
    board: "hillingdon-health-and-wellbeing-board",
  };
  const ask = async (
    input: Readonly<Record<string, string | undefined>>,
    { viewer = administrator, key = randomUUID() }: { viewer?: Viewer; key?: string } = {},
  ) => {
    site.key = key;
    const filled = Object.entries({ ...given, ...input }).filter(([, value]) => value !== undefined);
    return await perform(app.node.core.stage, {
      command: importAddressCommand(outgoing),
      viewer,
      input: Object.fromEntries(filled),
      idempotencyKey: key,
    });
  };
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  });
  afterAll(() => void server.close());

  test("says which committees there are, and tries out without keeping anything", async () => {
    if (isAbsent()) return;
    const before = await countHeld();
    expect(await problemsOf(ask({ committee: undefined }))).toEqual([
      expect.stringMatching(/^committee: Give the number of the committee.*610 Health & Wellbeing Board/),
    ]);
    const tried = await problemsOf(ask({ dryRun: "yes" }));
    expect(tried[0]).toContain("Tried out, nothing was imported. three meetings and");
    expect(tried).toContainEqual(
      expect.stringMatching(/meeting 7001 of 2026-06-04, its agenda: It answered 404/),
    );
    expect(await problemsOf(ask({}))).not.toEqual([]);
    site.wall = true;
    expect((await problemsOf(ask({ leaveOut: "yes" })))[0]).toContain("bot wall");
    site.wall = false;
    expect((await problemsOf(ask({ address: "http://democracy.example.org" })))[0]).toContain("https://");
    expect(await countHeld()).toBe(before);
  });

  test("is asked only for somebody who may import, and the list counts towards the time", async () => {
    if (isAbsent()) return;
    const before = site.asked;
    await expect(ask({}, { viewer: visitor })).rejects.toThrow(NotSignedIn);
    expect(site.asked).toBe(before);
    const slow: Outgoing = async (address) => {
      app.setClock("2026-11-24T09:00:41Z");
      return await outgoing(address);
    };
    const { prepare, schema } = importAddressCommand(slow);
    const tried = Promise.resolve(prepare!({ clock: app.clock }, schema.parse(given)));
    expect(await problemsOf(tried)).toEqual([
      "address: The service took more than 40 seconds for the list and no agendas. Nothing was imported. Give fewer days.",
    ]);
    app.setClock("2026-11-24T09:00:00Z");
  });

  test("is imported with what can be read, once, each meeting with its address as its source", async () => {
    if (isAbsent()) return;
    const key = randomUUID();
    const done = await ask({ leaveOut: "yes" }, { key });
    expect(done.json).toMatchObject({ added: 3, held: 0 });
    expect(site.held, "a transaction was open while the other site was asked").toBe(false);
    const askedBefore = site.asked;
    expect(await ask({ leaveOut: "yes" }, { key })).toEqual(done);
    expect(site.asked, "a retry asks the other site nothing").toBe(askedBefore);
    expect((await ask({ leaveOut: "yes" })).json).toMatchObject({ added: 0, held: 3, items: 0 });
    expect((await ask({ leaveOut: "yes", until: "2026-09-30" })).json).toMatchObject({ held: 2 });
    const page = (await app.get("/meetings/hillingdon-health-and-wellbeing-board-2026-09-03")).text;
    expect(page).toContain("Apologies for absence");
    expect(page).toContain("https://democracy.example.org/mgWebService.asmx/GetMeeting?lMeetingId=7002");
    expect(page).not.toContain("Member-001");
  });
});

describe("a scrutiny committee", () => {
  const scrutiny = "aldermere-health-scrutiny-committee";

  test("has no member of the executive on a seat; they come as a guest (invariant 10)", async () => {
    app.setClock("2026-12-15T10:00:00Z");
    await act("plan-meeting", { slug: scrutiny, on: "2026-12-15" });
    const slug = `${scrutiny}-2026-12-15`;
    await act("take-attendance", {
      slug,
      presiding: "Chair of health scrutiny (councillor)",
      room: ["01|Chair of health scrutiny (councillor)", "02|Councillor"],
    });
    const executive = { slug, office: "Cabinet member for health and care", manner: "room" };
    const { pool } = app.database;
    await pool.query(
      "update place.seat set substitutes = 'yes' where board_id = (select id from place.board where slug = $1) and number = '03'",
      [scrutiny],
    );
    expect(await problemsOf(act("note-attendee", { ...executive, seat: "03", substitute: "yes" }))).toEqual([
      expect.stringContaining("LGA 2000 s9FA(3)"),
    ]);
    await act("note-attendee", executive);
    expect((await app.get(`/meetings/${slug}`)).text).toContain("guest");
  });
});

describe("a decision without a meeting", () => {
  const input = {
    slug: "aldermere-council",
    taker: "portfolio-holder",
    office: "Cabinet member for health and care",
    title: "Winter grants",
    words: "To award five grants.",
    decidedOn: "2026-12-15",
    power: "Scheme of delegation, part 3",
    reasons: "Cold weather.",
    alternatives: "Awarding none.",
    interests: "none",
    keyDecision: "no",
  };

  test("of a council's executive carries the last day for call-in, counted in working days (invariant 14)", async () => {
    const done = await act("record-decision", input);
    // Published on Tuesday 15 December 2026: 16, 17, 18, 21, 22 December.
    expect(done.json).toMatchObject({ callInUntil: "2026-12-22" });
    const page = (await app.get(done.href)).text;
    for (const words of [
      "It can be called in until 22 December 2026",
      "Scheme of delegation",
      "Awarding none",
      "Cabinet member for health and care",
    ])
      expect(page).toContain(words);
    expect((await app.get("/organisations/aldermere-council")).text).toContain("Winter grants");
  });

  test("needs power, reasons, alternatives and interests, and a body that can take it (invariant 15)", async () => {
    const { power: _power, reasons: _reasons, ...bare } = input;
    expect(await problemsOf(act("record-decision", bare))).toEqual([
      expect.stringContaining("power:"),
      expect.stringContaining("reasons:"),
    ]);
    const trust = { ...input, slug: "nhs-aldermere-and-the-vale-icb" };
    expect((await problemsOf(act("record-decision", trust, { viewer: secretary })))[0]).toContain(
      "is no council",
    );
  });

  test("as a chair's urgent action is told to its board, at a later meeting that was held", async () => {
    const urgent = {
      ...input,
      slug: "nhs-aldermere-and-the-vale-icb",
      taker: "urgent-action",
      office: "Chair of the NHS board",
    };
    expect((await problemsOf(act("record-decision", urgent, { viewer: secretary })))[0]).toContain(
      "Choose the board",
    );
    const done = await act(
      "record-decision",
      { ...urgent, reportTo: "aldermere-icb-board" },
      { viewer: secretary },
    );
    const slug = String(done.json["resolution"]);
    expect((await app.get("/boards/aldermere-icb-board")).text).toContain("What is coming to this board");
    const body = (await app.get(`/organisations/${urgent.slug}`)).text;
    expect(body).toMatch(/recorded here\. A board has still to be told of (?:one|two)\./);
    await act("plan-meeting", { slug: "aldermere-icb-board", on: "2026-12-16" }, { viewer: secretary });
    const told = { slug, meeting: "aldermere-icb-board-2026-12-16" };
    expect((await problemsOf(act("report-back", told, { viewer: secretary })))[0]).toContain("was not held");
    app.setClock("2026-12-16T10:00:00Z");
    await act(
      "take-attendance",
      { slug: told.meeting, presiding: "Chair of the NHS board", room: ["01|Chair of the NHS board"] },
      { viewer: secretary },
    );
    await act("report-back", told, { viewer: secretary });
    expect((await app.get(`/resolutions/${slug}`)).text).toContain("was told on 16 December 2026");
  });
});

test("nothing went wrong in the background", () => {
  expect(app.errors).toEqual([]);
});
