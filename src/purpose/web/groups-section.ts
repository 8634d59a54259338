import { capital, countInWords, formatNumber, listInWords, type Section } from "../../kernel/index.ts";
import {
  groupKinds,
  groupsOfPeople,
  type GroupKind,
  type GroupsOfPeople,
  type PeopleGroup,
} from "../groups-of-people.ts";
import type { Series } from "../observation.ts";
import { spanInWords } from "../period.ts";

/** The gaps between groups of people in a place, where a file has figures by ethnic group or by group of Core20PLUS5. */
export function groupSections(all: readonly Series[], place: string | undefined): readonly Section[] {
  if (place === undefined) return [];
  return groupsOfPeople(all).map((found) => sectionOf(found, place));
}

const groupNouns: Readonly<Record<GroupKind, string>> = {
  ethnicity: "ethnic groups",
  core20plus5: "groups of Core20PLUS5",
};
const falseShare = 0.05;

function sectionOf(found: GroupsOfPeople, place: string): Section {
  return {
    kind: "table",
    heading: `${groupKinds[found.kind]}, ${countedShort(found)}`,
    intro: `${answerOf(found, place)} ${countedInWords(found)}${withoutInWords(found)}`,
    table: {
      name: `groups-${found.kind}${found.counted ? `-${found.counted}` : ""}`,
      caption: `${place}, ${spanInWords(found.span)}${found.vintage === "" ? "" : `, edition “${found.vintage}”`}`,
      columns: [
        { key: "group", label: "Group", kind: "text" },
        { key: "share", label: "Share", kind: "text" },
        { key: "limits", label: "95 per cent limits", kind: "text" },
        { key: "apart", label: "Apart from everybody else", kind: "text" },
        { key: "chance", label: "More than chance explains", kind: "text" },
        { key: "counted", label: "Counted", kind: "number", decimals: 0 },
        { key: "people", label: "Out of", kind: "number", decimals: 0 },
      ],
      rows: found.groups.map((one) => ({
        group: one.name,
        share: `${percent(one.share.value)} per cent`,
        limits: `${percent(one.share.lower)} to ${percent(one.share.upper)}`,
        apart: one.apart
          ? `${signed(one.apart.value)} points (${signed(one.apart.lower)} to ${signed(one.apart.upper)})`
          : "Cannot be told",
        chance: one.chance === undefined ? "Cannot be told" : isApart(one) ? "Yes" : "No",
        counted: one.events,
        people: one.people,
      })),
      empty: "No group has a figure.",
    },
  };
}

function isApart({ chance }: PeopleGroup): boolean {
  return chance !== undefined && chance <= falseShare;
}

function answerOf({ kind, groups, againstWhole }: GroupsOfPeople, place: string): string {
  const judged = groups.filter(({ apart }) => apart !== undefined);
  if (judged.length === 0)
    return `The figure of everybody in ${place} is not held beside its ${groupNouns[kind]}, and they overlap, so nobody can tell how far each is from everybody else.`;
  const apart = judged.filter(isApart);
  const named = (of: readonly PeopleGroup[]): string => listInWords(of.map(({ name }) => name));
  const [higher, lower] = [
    apart.filter((one) => one.apart!.value > 0),
    apart.filter((one) => one.apart!.value < 0),
  ];
  const sides = [
    ...(higher.length > 0 ? [`higher: ${named(higher)}`] : []),
    ...(lower.length > 0 ? [`lower: ${named(lower)}`] : []),
  ];
  const rest = againstWhole ? "the rest of the place" : "the other groups together";
  return apart.length === 0
    ? `None of ${countInWords(judged.length)} ${groupNouns[kind]} in ${place} is further from ${rest} than chance explains.`
    : `Of ${countInWords(judged.length)} ${groupNouns[kind]} in ${place}, ${countInWords(apart.length)} ${apart.length === 1 ? "is" : "are"} further from ${rest} than chance explains (${sides.join("; ")}).`;
}

function countedShort({ counted }: GroupsOfPeople): string {
  if (counted === "registered") return "registered patients";
  return counted === "resident" ? "residents" : "denominators not stated";
}

function countedInWords({ counted }: GroupsOfPeople): string {
  if (counted === "registered")
    return "The denominators are patients registered with practices, some of whom live elsewhere.";
  return counted === "resident"
    ? "The denominators are people who live there."
    : "The file does not say whether the denominators are residents or registered patients.";
}

function withoutInWords({ without }: GroupsOfPeople): string {
  return without === 0
    ? ""
    : ` ${without === 1 ? "One group is" : `${capital(countInWords(without))} groups are`} left out: suppressed, or without numerator and denominator.`;
}

function percent(share: number): string {
  return formatNumber(share * 100, 1);
}

function signed(share: number): string {
  return `${share > 0 ? "+" : share < 0 ? "−" : ""}${formatNumber(Math.abs(share) * 100, 1)}`;
}
