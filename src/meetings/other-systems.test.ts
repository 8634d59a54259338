import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sharedFile } from "../../test/support/shared.ts";
import { readCalendarFile } from "./calendar-file.ts";
import { stateOfWords } from "./import-words.ts";
import { readAnswer } from "./moderngov.ts";
import { decodeEntities, plainTextOfHtml, titleText } from "./plain-text.ts";

describe("text of other systems", () => {
  test.each([
    ["<p>RESOLVED: <b>agreed</b></p><script>alert(1)</script>", "RESOLVED: agreed"],
    ["<p>one<br>two</p><p>three</p>", "one\ntwo\n\nthree"],
    ["waiting < 18 weeks & more", "waiting < 18 weeks & more"],
    ['<a href="javascript:alert(1)" title=">">link</a>', "link"],
    ["<scr<script>ipt>alert(1)</script>x", "ipt>alert(1)x"],
    ["<style>p{}</style>a<!-- <b>no</b> -->b", "ab"],
    ["<svg><text>hidden</text></svg>shown", "shown"],
    ["<script>never closed", ""],
    ["a<img src=x onerror=alert(1)>b", "ab"],
    ["&pound;5&nbsp;m &#8211; &#x41; &unknown; &#0;", "£5 m – A &unknown;"],
    ["x\u202Egnp.exe\u0007", "xgnp.exe"],
    ["<p attr='unfinished", ""],
  ])("%s becomes %j: no tag, attribute or script is left (invariant 18)", (html, text) => {
    expect(plainTextOfHtml(html)).toBe(text);
  });

  test("titles are decoded twice", () => {
    expect(titleText("Health &amp; Wellbeing")).toBe("Health & Wellbeing");
    expect(titleText("Adults&#39; scrutiny\n panel")).toBe("Adults' scrutiny panel");
    expect(decodeEntities("&amp;lt;")).toBe("&lt;");
  });
});

const fixture = (name: string): string | undefined => {
  const path = sharedFile(`data/fixtures/moderngov/${name}`);
  return path && readFileSync(path, "utf8");
};

describe("answers of a committee system", () => {
  test("a meeting is read as a careful reader would, with everything unread listed (invariants 17 and 18)", () => {
    const text = fixture("synthetic-GetMeeting-7002.xml");
    const expected = fixture("expected-GetMeeting-7002.json");
    if (text === undefined || expected === undefined) return;
    const wanted = JSON.parse(expected) as {
      meetingId: string;
      committee: string;
      date: string;
      time: string;
      items: { title?: string; number: string; decisionText?: string }[];
    };
    const answer = readAnswer(text);
    if (answer.kind !== "meeting") throw new Error(answer.kind);
    const { meeting } = answer;
    expect(meeting).toMatchObject({
      id: wanted.meetingId,
      committee: wanted.committee,
      on: wanted.date,
      startsAt: wanted.time,
    });
    expect(meeting.published).toEqual({ agenda: true, decisions: true, minutes: false });
    expect(meeting.items.filter((one) => one.heading)).toHaveLength(1);
    const items = meeting.items.filter((one) => !one.heading);
    expect(items.map((one) => one.number)).toEqual(wanted.items.map((one) => one.number));
    expect(items[1]).toMatchObject({
      title: wanted.items[1]?.title,
      decisionText: wanted.items[1]?.decisionText,
      decision: true,
    });
    expect(items[2]).toMatchObject({ restricted: true, papers: [] });
    expect(JSON.stringify(meeting)).not.toMatch(/alert|<|Member-00/);
    expect(meeting.attendees).toEqual([
      { role: "Chair", attendance: "Present", elected: true },
      { role: "Vice-Chair", attendance: "Apologies", elected: false },
    ]);
    expect(answer.unread.map((one) => one.place)).toEqual([
      "item 30004, document 1",
      "item 30004",
      "attendees",
    ]);
  });

  test("lists of meetings and of committees are read", () => {
    const all = fixture("synthetic-GetAllMeetingsByDate.xml");
    const one = fixture("synthetic-GetMeetings.xml");
    const committees = fixture("synthetic-GetCommittees.xml");
    if (!all || !one || !committees) return;
    expect(readAnswer(all)).toMatchObject({
      kind: "meetings",
      unread: [],
      meetings: [
        {
          id: "7002",
          committee: "Health & Wellbeing Board",
          on: "2026-09-03",
          startsAt: "18:00",
          status: "planned",
        },
        { id: "7010", on: "2026-09-14", startsAt: "19:00", status: "cancelled" },
        { id: "7011", on: "2027-02-24" },
      ],
    });
    expect(readAnswer(one)).toMatchObject({
      kind: "meetings",
      meetings: [{ committeeId: "610", startsAt: "18:00" }, {}, { on: "2026-12-03" }],
    });
    const read = readAnswer(committees);
    expect(read.kind === "committees" && read.committees.map((each) => `${each.title} ${each.gone}`)).toEqual(
      [
        "Health & Wellbeing Board false",
        "Cabinet false",
        "Adults' Health Scrutiny Sub-Committee false",
        "Shadow Health and Wellbeing Board true",
        "Test committee - do not use true",
      ],
    );
  });

  test("an answer in an envelope is found", () => {
    const soap = `<?xml version="1.0"?><soap:Envelope xmlns:soap="x"><soap:Body><GetMeetingsResponse><GetMeetingsResult><getmeetings xmlns=""><committeeid>1</committeeid><committeetitle>Board</committeetitle><meetings><meeting><meetingid>5</meetingid><meetingdate>31/02/2026</meetingdate></meeting><meeting><meetingid>6</meetingid><meetingdate>01/03/2026</meetingdate><meetingtime>teatime</meetingtime></meeting><meeting><meetingid>7</meetingid><meetingdate>02/03/2026</meetingdate></meeting></meetings></getmeetings></GetMeetingsResult></GetMeetingsResponse></soap:Body></soap:Envelope>`;
    expect(readAnswer(soap)).toEqual({
      kind: "meetings",
      meetings: [{ id: "7", committeeId: "1", committee: "Board", on: "2026-03-02", status: "planned" }],
      unread: [
        { place: "meeting 5", why: "“31/02/2026” is no date as dd/mm/yyyy." },
        { place: "meeting 6", why: "“teatime” is no time of day." },
      ],
    });
  });

  test.each([
    ["<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>", "bot wall"],
    ["<?xml version='1.0'?><html><body>Page not found</body></html>", "web page"],
    ["", "empty"],
    ["403 Forbidden", "does not begin with"],
    ["<meetings><meeting>", "damaged XML"],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"],
    ["<weather/>", "none of the answers"],
    [`${"<a>".repeat(80)}${"</a>".repeat(80)}`, "nested deeper"],
  ])("%j is refused whole, with what it seems to be: %s (invariant 17)", (text, why) => {
    const answer = readAnswer(text);
    expect(answer.kind === "refused" && answer.why).toContain(why);
  });
});

describe("a calendar file", () => {
  const read = (body: string) =>
    readCalendarFile(`BEGIN:VCALENDAR\r\n${body}\r\nEND:VCALENDAR\r\n`, (utc) =>
      utc === "2026-07-01T13:30:00Z" ? { on: "2026-07-01" as never, time: "14:30" } : undefined,
    );

  test("is read with folded lines, escapes, whole days and times in UTC", () => {
    const { events, unread } = read(
      [
        "BEGIN:VEVENT\r\nSUMMARY:Board\\, annual\r\n  meeting\r\nDTSTART;TZID=Europe/London:20260903T180000\r\nLOCATION:Town\\nHall\r\nBEGIN:VALARM\r\nSUMMARY:alarm\r\nEND:VALARM\r\nEND:VEVENT",
        "BEGIN:VEVENT\r\nSUMMARY:Seminar\r\nDTSTART;VALUE=DATE:20260904\r\nSTATUS:CANCELLED\r\nEND:VEVENT",
        "BEGIN:VEVENT\r\nSUMMARY:Summer\r\nDTSTART:20260701T133000Z\r\nEND:VEVENT",
      ].join("\r\n"),
    );
    expect(unread).toEqual([]);
    expect(events).toEqual([
      {
        line: 2,
        summary: "Board, annual meeting",
        on: "2026-09-03",
        startsAt: "18:00",
        venue: "Town Hall",
        cancelled: false,
      },
      { line: 11, summary: "Seminar", on: "2026-09-04", cancelled: true },
      { line: 16, summary: "Summer", on: "2026-07-01", startsAt: "14:30", cancelled: false },
    ]);
  });

  test("has everything listed that was not read: repeats, events without a date, files that break off (invariant 17)", () => {
    expect(
      read("BEGIN:VEVENT\r\nSUMMARY:A\r\nDTSTART:20260904\r\nRRULE:FREQ=MONTHLY\r\nEND:VEVENT").unread[0]
        ?.why,
    ).toContain("repeats");
    expect(read("BEGIN:VEVENT\r\nSUMMARY:A\r\nEND:VEVENT").unread[0]?.why).toContain("no DTSTART");
    expect(read("BEGIN:VEVENT\r\nSUMMARY:A\r\nDTSTART:soon\r\nEND:VEVENT").unread[0]?.why).toContain(
      "not a date",
    );
    expect(
      read("BEGIN:VEVENT\r\nSUMMARY:A\r\nDTSTART:20260101T000000Z\r\nEND:VEVENT").unread[0]?.why,
    ).toContain("not a moment");
    expect(read("BEGIN:VEVENT\r\nSUMMARY:A").unread[0]?.why).toContain("ends within");
  });
});

test.each([
  ["held", { state: "held", kind: "ordinary" }],
  [
    "adjourned, reconvened 2019-02-27",
    { state: "adjourned", kind: "ordinary", state_words: "adjourned, reconvened 2019-02-27" },
  ],
  ["informal: inquorate", { state: "informal", kind: "ordinary", state_words: "informal: inquorate" }],
  [
    "scheduled, overtaken by the cluster board",
    { state: "overtaken", kind: "ordinary", state_words: "scheduled, overtaken by the cluster board" },
  ],
  ["scheduled", { state: "planned", kind: "ordinary" }],
  ["seminar", { state: "held", kind: "seminar" }],
  ["Confirmed; Rescheduled", { state: "planned", kind: "ordinary", state_words: "Confirmed; Rescheduled" }],
])("the words %j of a list say how a meeting stands", (words, said) => {
  expect(stateOfWords(words)).toEqual(said);
});

test("words that say nothing are refused", () => {
  expect(() => stateOfWords("tbc")).toThrow("“tbc” does not say how the meeting stands");
});
