import { parseCivilDate, type CivilDate } from "@concordat/calendar";
import type { Unread } from "./calendar-file.ts";
import { plainTextOfHtml, titleText } from "./plain-text.ts";
import { child, descendant, isTrue, parseXml, textIn, unwrapped, type Element } from "./xml-tree.ts";

/** A committee as the system lists it. */
export interface ListedCommittee {
  readonly id: string;
  readonly title: string;
  readonly category?: string;
  readonly gone: boolean;
}

/** A meeting as the system lists it. */
export interface ListedMeeting {
  readonly id: string;
  readonly committeeId: string;
  readonly committee: string;
  readonly on: CivilDate;
  readonly startsAt?: string;
  /** The system's own words, "Confirmed; Rescheduled from 27 August 2026". */
  readonly statusWords?: string;
  readonly status: "planned" | "cancelled";
  readonly venue?: string;
}

/** A paper that the system names; of a restricted one nothing but that there is one. */
export interface ListedPaper {
  readonly title: string;
  readonly url?: string;
}

/** An item on the agenda of one meeting. */
export interface ListedItem {
  readonly id: string;
  readonly position: number;
  readonly number?: string;
  readonly title: string;
  readonly heading: boolean;
  readonly restricted: boolean;
  readonly procedural: boolean;
  readonly decision: boolean;
  readonly asks?: string;
  readonly decisionText?: string;
  readonly minuteText?: string;
  readonly papers: readonly ListedPaper[];
}

/** One meeting with its agenda. */
export interface WholeMeeting extends ListedMeeting {
  readonly published: { readonly agenda: boolean; readonly decisions: boolean; readonly minutes: boolean };
  readonly items: readonly ListedItem[];
  /** How many attended in which way; people are not taken over. */
  readonly attendees: readonly {
    readonly role: string;
    readonly attendance: string;
    readonly elected: boolean;
  }[];
}

/** What a file of the web service held. */
export type ReadAnswer =
  | {
      readonly kind: "committees";
      readonly committees: readonly ListedCommittee[];
      readonly unread: readonly Unread[];
    }
  | {
      readonly kind: "meetings";
      readonly meetings: readonly ListedMeeting[];
      readonly unread: readonly Unread[];
    }
  | { readonly kind: "meeting"; readonly meeting: WholeMeeting; readonly unread: readonly Unread[] }
  | { readonly kind: "refused"; readonly why: string };

/**
 * Reads an answer of Modern.Gov's web service: a list of committees, a list of meetings, or a meeting with its agenda.
 *
 * Titles are escaped twice there and are decoded twice; HTML becomes plain text; names, addresses and pictures of people are
 * not taken over. What is not XML (a bot wall, a page served as XML) is refused with what it seems to be. Everything that was
 * not read is listed.
 *
 * @source shapes seen in public clients of the service; `data/meetings/committee-operations.csv`
 */
export function readAnswer(text: string): ReadAnswer {
  const wall = whatElse(text);
  if (wall !== undefined) return { kind: "refused", why: wall };
  const parsed = parseXml(text);
  if (typeof parsed === "string") return { kind: "refused", why: parsed };
  const root = unwrapped(parsed);
  if (child(root, "committee") || root.name === "committees") return readCommittees(root);
  if (root.name === "meeting" && child(root, "agendaitems")) return readMeeting(root);
  const list = descendant(root, "meetings");
  if (list) return readMeetings(root, list);
  if (root.name === "meeting") return readMeeting(root);
  return {
    kind: "refused",
    why: `The answer is XML, but “${root.name}” is none of the answers that are read here: GetCommittees, GetMeetings, GetAllMeetingsByDate, GetMeeting.`,
  };
}

/** The text of an answer's bytes. */
export function textOfAnswer(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Old systems send Windows-1252 and call it anything.
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** What a text that is no answer of the service seems to be. */
function whatElse(text: string): string | undefined {
  const head = text.slice(0, 4000).toLowerCase();
  if (text.trim() === "") return "The file is empty.";
  const html = /<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]/.test(head);
  if (
    html &&
    /captcha|cf-browser-verification|just a moment|access denied|incapsula|request unsuccessful|are you a robot|attention required|bot/.test(
      head,
    )
  )
    return "This is a page that asks whether a person or a robot is calling (a bot wall), not an answer of the service. Save the answer from a browser that is let through, or ask the council for the file.";
  if (html)
    return "This is a web page, not an answer of the service, though it may be called XML. Open the address of the web service itself and save what it gives.";
  if (!/^\s*(\uFEFF)?</.test(text))
    return "This is not XML: it does not begin with “<”. Save the answer of the web service as it comes.";
  return undefined;
}

function readCommittees(root: Element): ReadAnswer {
  const unread: Unread[] = [];
  const committees = root.children.flatMap((one, index): readonly ListedCommittee[] => {
    if (one.name !== "committee") return [];
    const id = textIn(one, "committeeid");
    const title = titleText(textIn(one, "committeetitle"));
    if (!id || !title) {
      unread.push({ place: `committee ${index}`, why: `It has no ${id ? "title" : "number"}.` });
      return [];
    }
    const category = titleText(textIn(one, "committeecategory"));
    const gone = isTrue(one, "committeedeleted") || isTrue(one, "committeeexpired");
    return [{ id, title, gone, ...(category && { category }) }];
  });
  unread.push(...countProblem(root, "committeescount", committees.length + unread.length, "committees"));
  return { kind: "committees", committees, unread };
}

function readMeetings(root: Element, list: Element): ReadAnswer {
  const unread: Unread[] = [];
  const above = {
    committeeId: textIn(root, "committeeid"),
    committee: titleText(textIn(root, "committeetitle")),
  };
  const meetings: ListedMeeting[] = [];
  list.children.forEach((one, index) => {
    if (one.name !== "meeting") {
      unread.push({ place: `element ${index + 1} of the list`, why: `“${one.name}” is no meeting.` });
      return;
    }
    const read = listedMeeting(one, above);
    if ("why" in read) unread.push(read);
    else meetings.push(read);
  });
  unread.push(...countProblem(root, "meetingscount", list.children.length, "meetings"));
  return { kind: "meetings", meetings, unread };
}

function countProblem(root: Element, name: string, found: number, what: string): readonly Unread[] {
  const said = textIn(root, name);
  return said !== "" && said !== String(found)
    ? [{ place: name, why: `The answer says it has ${said} ${what}, and ${found} are in it.` }]
    : [];
}

function listedMeeting(
  one: Element,
  above: { readonly committeeId: string; readonly committee: string },
): ListedMeeting | Unread {
  const id = textIn(one, "meetingid");
  const place = id ? `meeting ${id}` : "a meeting without number";
  const committeeId = textIn(one, "committeeid") || above.committeeId;
  const committee = titleText(textIn(one, "committeetitle")) || above.committee;
  if (!id || !committeeId) return { place, why: `It has no ${id ? "committee" : "number"}.` };
  const on = dayOf(textIn(one, "meetingdate"));
  if (on === undefined) return { place, why: `“${textIn(one, "meetingdate")}” is no date as dd/mm/yyyy.` };
  const time = timeOf(textIn(one, "meetingtime"));
  if (time === "unreadable") return { place, why: `“${textIn(one, "meetingtime")}” is no time of day.` };
  const statusWords = titleText(textIn(one, "meetingstatus"));
  const venue = titleText(textIn(one, "meetinglocation"));
  return {
    id,
    committeeId,
    committee,
    on,
    status: /^cancelled|\bcancelled\b/i.test(statusWords) ? "cancelled" : "planned",
    ...(time && { startsAt: time }),
    ...(statusWords && { statusWords }),
    ...(venue && { venue }),
  };
}

function dayOf(text: string): CivilDate | undefined {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(text);
  if (!found) return undefined;
  const parsed = parseCivilDate(`${found[3]}-${found[2]!.padStart(2, "0")}-${found[1]!.padStart(2, "0")}`);
  return parsed.ok ? parsed.value : undefined;
}

/** "18:00", "7.00 pm", "2 p.m.": as hour and minute; undefined where there is none, "unreadable" where it is no time. */
function timeOf(text: string): string | undefined {
  const bare = text.trim().toLowerCase().replace(/\s+/g, " ");
  if (bare === "" || /^(tbc|to be confirmed|not specified)$/.test(bare)) return undefined;
  if (bare === "noon" || bare === "12 noon") return "12:00";
  const found = /^(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})? ?(?:([ap])\.?m\.?)?$/.exec(bare);
  if (!found) return "unreadable";
  const minute = found[2] ?? "00";
  let hour = Number(found[1]);
  if (found[3]) {
    if (hour < 1 || hour > 12) return "unreadable";
    hour = (hour % 12) + (found[3] === "p" ? 12 : 0);
  } else if (found[2] === undefined) return "unreadable";
  if (hour > 23 || Number(minute) > 59) return "unreadable";
  return `${String(hour).padStart(2, "0")}:${minute}`;
}

function readMeeting(root: Element): ReadAnswer {
  const listed = listedMeeting(root, { committeeId: "", committee: "" });
  if ("why" in listed) return { kind: "refused", why: `${listed.place}: ${listed.why}` };
  const unread: Unread[] = [];
  const items = (child(root, "agendaitems")?.children ?? []).flatMap((one, index) =>
    readItem(one, index + 1, unread),
  );
  const attendees = (child(root, "attendees")?.children ?? []).map((one) => ({
    role: titleText(textIn(one, "roledescription")),
    attendance: titleText(textIn(one, "attendance")),
    elected: textIn(one, "politicalparty") !== "" || textIn(one, "ward") !== "",
  }));
  if (attendees.length > 0)
    unread.push({
      place: "attendees",
      why: `${attendees.length} people are listed. Names are not taken over; seats and offices are.`,
    });
  for (const one of root.children)
    if (!knownOfMeeting.has(one.name) && (one.text.trim() !== "" || one.children.length > 0))
      unread.push({ place: one.name, why: "This element is not read here." });
  const published = {
    agenda: isTrue(root, "agendapublished"),
    decisions: isTrue(root, "decisionpublished"),
    minutes: isTrue(root, "minutepublished") || isTrue(root, "isminutepublished"),
  };
  return { kind: "meeting", meeting: { ...listed, published, items, attendees }, unread };
}

const knownOfMeeting = new Set([
  "meetingid",
  "committeeid",
  "committeetitle",
  "meetingdate",
  "meetingtime",
  "meetingstatus",
  "meetinglocation",
  "iswebcast",
  "agendapublished",
  "decisionpublished",
  "minutepublished",
  "isminutepublished",
  "attendees",
  "agendaitems",
]);

const procedure =
  /^(apologies|declarations?|disclosures?|minutes|urgent (business|items?)|date of (the )?next|welcome|introductions?|public questions?|petitions?|work (programme|plan)|exclusion of|matters arising|chair'?s? announcements?|deputations?)/i;

function readItem(one: Element, position: number, unread: Unread[]): readonly ListedItem[] {
  const id = textIn(one, "agendaitemid");
  const place = `item ${id || position}`;
  if (one.name !== "agendaitem") {
    unread.push({ place, why: `“${one.name}” is no item.` });
    return [];
  }
  const title = titleText(textIn(one, "agendaitemtitle"));
  if (title === "") {
    unread.push({ place, why: "It has no title." });
    return [];
  }
  const restricted = isTrue(one, "isrestricted");
  if (textIn(one, "isdisplayallowed").toLowerCase() === "false") {
    unread.push({ place, why: "The system does not allow it to be shown." });
    return [];
  }
  const raw = textIn(one, "agendaitemnumber");
  const shown = titleText(textIn(one, "fulldisplaynumberformat")).replace(/[.)\s]+$/, "");
  const papers = papersOf(one, { place, restricted, unread });
  const text = (name: string): string => (restricted ? "" : plainTextOfHtml(textIn(one, name)));
  const asks = text("agendatext");
  const decisionText = text("decisionnonemptyhtmlbody");
  const minuteText = text("minutesnonemptyhtmlbody");
  const number = shown || (raw === "0" ? "" : raw);
  if (restricted)
    unread.push({
      place,
      why: "It is restricted: its title was read, and nothing else of it, even where the file holds more.",
    });
  return [
    {
      id,
      position,
      title,
      heading: raw === "0" && shown === "",
      restricted,
      procedural: procedure.test(title),
      decision: isTrue(one, "isdecision"),
      papers,
      ...(number && { number }),
      ...(asks && { asks }),
      ...(decisionText && { decisionText }),
      ...(minuteText && { minuteText }),
    },
  ];
}

function papersOf(
  one: Element,
  about: { readonly place: string; readonly restricted: boolean; readonly unread: Unread[] },
): readonly ListedPaper[] {
  return (child(one, "linkeddocuments")?.children ?? []).flatMap((paper, index): readonly ListedPaper[] => {
    const title = titleText(textIn(paper, "title"));
    const place = `${about.place}, document ${index + 1}`;
    if (about.restricted || isTrue(paper, "isrestricted")) {
      about.unread.push({ place, why: "It is restricted." });
      return [];
    }
    const url = textIn(paper, "url");
    if (title === "" || !/^https?:\/\/[^\s<>"']+$/i.test(url)) {
      about.unread.push({ place, why: title === "" ? "It has no title." : "It has no address on the web." });
      return [];
    }
    return [{ title, url }];
  });
}
