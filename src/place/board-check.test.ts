import { describe, expect, it } from "vitest";
import { civilDate, type CivilDate } from "@concordat/calendar";
import type { Board, BoardKind, Voice } from "./board.ts";
import { checkMembership, type Finding } from "./board-check.ts";
import type { ListedSeat } from "./seat-match.ts";
import type { SeatHolder, StatutorySurroundings } from "./statutory-holders.ts";

const before = holder("nhs-north-central-london-icb", "NHS North Central London ICB");
const after: SeatHolder = {
  ...holder("nhs-west-and-north-london-icb", "NHS West and North London ICB"),
  followed: [{ slug: before.slug, name: before.name, on: civilDate("2026-04-01") }],
};
const council = holder("islington-council", "Islington Council");

function holder(slug: string, name: string): SeatHolder {
  return { slug, name, followed: [] };
}

/** Islington on a day: its council, and whichever integrated care board its system had. */
function islington(on: CivilDate): StatutorySurroundings {
  const careBoard = on < "2022-07-01" ? [] : [on < "2026-04-01" ? before : after];
  return { on, council, careBoards: careBoard, councils: [] };
}

let number = 0;
function seat(role: string, voice: Voice, more: Partial<ListedSeat> = {}): ListedSeat {
  number += 1;
  return {
    number: String(number),
    role,
    voice,
    seats: 1,
    voting: "yes",
    statutory: "not-known",
    attendsAs: "member",
    ...more,
  };
}

const ofCouncil = { organisation: { slug: council.slug, name: council.name } };
const ofBefore = { organisation: { slug: before.slug, name: before.name } };
const ofAfter = { organisation: { slug: after.slug, name: after.name } };

const whole: readonly ListedSeat[] = [
  seat("councillors", "council-elected", { ...ofCouncil, seats: 4 }),
  seat("director of adult social services", "council-officer", ofCouncil),
  seat("director of children's services", "council-officer", ofCouncil),
  seat("director of public health", "council-officer", ofCouncil),
  seat("representative", "healthwatch-public", { organisation: { name: "Healthwatch Islington" } }),
];

interface Case {
  readonly name: string;
  readonly kind?: BoardKind;
  readonly on: string;
  readonly seats: readonly ListedSeat[];
  readonly completeness?: Board["completeness"];
  readonly sourceOn?: string;
  readonly asked: string;
  readonly expect: Finding["state"] | "nothing";
  readonly because?: string;
}

/** The law of membership by date: what is asked, what is listed, what is found, and why. */
const cases: readonly Case[] = [
  {
    name: "a CCG's seat in 2016",
    on: "2016-06-08",
    seats: [seat("representative", "nhs-commissioner", { organisation: { name: "NHS Islington CCG" } })],
    asked: "representative of each clinical commissioning group",
    expect: "present",
    because: "not held here",
  },
  {
    name: "no CCG listed in 2016",
    on: "2016-06-08",
    seats: whole,
    asked: "representative of each clinical commissioning group",
    expect: "missing",
    because: "The source lists no representative of each clinical commissioning group.",
  },
  {
    name: "the last day of CCGs",
    on: "2022-06-30",
    seats: whole,
    asked: "representative of NHS North Central London ICB",
    expect: "nothing",
  },
  {
    name: "the first day of integrated care boards",
    on: "2022-07-01",
    seats: [...whole, seat("representative", "nhs-commissioner", ofBefore)],
    asked: "representative of NHS North Central London ICB",
    expect: "present",
  },
  {
    name: "the day before the merger",
    on: "2026-03-31",
    seats: [seat("representative", "nhs-commissioner", ofBefore)],
    asked: "representative of NHS North Central London ICB",
    expect: "present",
  },
  {
    name: "the day of the merger, by a source",
    on: "2026-04-01",
    seats: [seat("representative", "nhs-commissioner", ofBefore)],
    asked: "representative of NHS West and North London ICB",
    expect: "cannot-tell",
    because:
      "The source lists NHS North Central London ICB; NHS West and North London ICB took the place of NHS North Central London ICB on 1 April 2026. Whether it sits there since then is not held here.",
  },
  {
    name: "the day of the merger, kept here",
    on: "2026-04-01",
    completeness: "kept-here",
    seats: [seat("representative", "nhs-commissioner", ofBefore)],
    asked: "representative of NHS West and North London ICB",
    expect: "missing",
    because: "no seat is entered for it",
  },
  {
    name: "the successor sits",
    on: "2026-04-01",
    completeness: "kept-here",
    seats: [seat("representative", "nhs-commissioner", ofAfter)],
    asked: "representative of NHS West and North London ICB",
    expect: "present",
  },
  {
    name: "a partial source",
    on: "2024-11-12",
    completeness: "partial",
    seats: [],
    asked: "director of public health",
    expect: "cannot-tell",
    because: "does not list every seat",
  },
  {
    name: "counts only",
    on: "2024-11-12",
    completeness: "counts-only",
    seats: [
      seat("councillors", "council-elected", ofCouncil),
      seat("other members", "not-known", { seats: 15 }),
    ],
    asked: "director of public health",
    expect: "cannot-tell",
    because: "may be it",
  },
  {
    name: "a whole source without one",
    on: "2024-11-12",
    seats: whole.slice(0, 3),
    asked: "director of public health",
    expect: "missing",
    because: "The source lists no director of public health.",
  },
  {
    name: "one officer for adults and children",
    on: "2016-06-08",
    seats: [seat("executive director of people (adults and children)", "council-officer")],
    asked: "director of children's services",
    expect: "present",
  },
  {
    name: "a councillor for children is no director",
    on: "2024-11-12",
    seats: [seat("cabinet member for children", "council-elected")],
    asked: "director of children's services",
    expect: "missing",
  },
  {
    name: "officers whose posts are not said",
    on: "2014-09-23",
    seats: [seat("council officers (number not stated)", "council-officer", { seats: 3 })],
    asked: "director of public health",
    expect: "cannot-tell",
  },
  {
    name: "an observer is no member",
    on: "2024-11-12",
    seats: [seat("director of public health", "council-officer", { attendsAs: "observer" })],
    asked: "director of public health",
    expect: "missing",
  },
  {
    name: "a councillor of another council",
    on: "2024-11-12",
    seats: [
      seat("councillor", "council-elected", {
        organisation: { slug: "camden-council", name: "Camden Council" },
      }),
    ],
    asked: "councillor",
    expect: "missing",
  },
  {
    name: "a source older than the law",
    on: "2022-07-01",
    sourceOn: "2014-09-23",
    seats: [],
    asked: "representative of NHS North Central London ICB",
    expect: "cannot-tell",
    because: "before the law asked for this on 1 July 2022",
  },
  {
    name: "an executive member on scrutiny",
    kind: "scrutiny-committee",
    on: "2024-11-12",
    seats: [seat("cabinet member for health", "council-elected")],
    asked: "“cabinet member for health”",
    expect: "prohibited",
  },
  {
    name: "a leader of the council on joint scrutiny",
    kind: "joint-scrutiny-committee",
    on: "2024-11-12",
    seats: [seat("leader of the council", "council-elected")],
    asked: "“leader of the council”",
    expect: "prohibited",
  },
  {
    name: "a councillor who is not of the executive",
    kind: "scrutiny-committee",
    on: "2024-11-12",
    seats: [seat("councillor, not a cabinet member", "council-elected")],
    asked: "“councillor, not a cabinet member”",
    expect: "nothing",
  },
  {
    name: "before executives were in the Act",
    kind: "scrutiny-committee",
    on: "2012-05-03",
    seats: [seat("cabinet member for health", "council-elected")],
    asked: "“cabinet member for health”",
    expect: "nothing",
  },
  {
    name: "a co-optee with a vote on scrutiny",
    kind: "scrutiny-committee",
    on: "2024-11-12",
    seats: [seat("co-opted member", "voluntary", { attendsAs: "co-optee" })],
    asked: "“co-opted member”, with a vote",
    expect: "cannot-tell",
  },
  {
    name: "a co-optee without a vote on scrutiny",
    kind: "scrutiny-committee",
    on: "2024-11-12",
    seats: [seat("co-opted member", "voluntary", { attendsAs: "co-optee", voting: "no" })],
    asked: "“co-opted member”, with a vote",
    expect: "nothing",
  },
  {
    name: "an executive of eleven",
    kind: "cabinet",
    on: "2024-11-12",
    seats: [seat("leader", "council-elected"), seat("councillors", "council-elected", { seats: 10 })],
    asked: "more than 10 seats",
    expect: "extra",
  },
  {
    name: "an executive of ten",
    kind: "cabinet",
    on: "2024-11-12",
    seats: [seat("leader", "council-elected"), seat("councillors", "council-elected", { seats: 9 })],
    asked: "more than 10 seats",
    expect: "nothing",
  },
  {
    name: "two non-executives where two are asked for",
    kind: "icb-board",
    on: "2024-11-12",
    seats: [seat("non-executive members", "independent", { seats: 2 })],
    asked: "independent non-executive members (at least 2)",
    expect: "present",
  },
  {
    name: "one non-executive where two are asked for",
    kind: "icb-board",
    on: "2024-11-12",
    seats: [seat("non-executive member", "independent")],
    asked: "independent non-executive members (at least 2)",
    expect: "missing",
    because: "The source lists 1 of at least 2",
  },
  {
    name: "a deputy chair is no chair",
    kind: "icb-board",
    on: "2024-11-12",
    seats: [seat("deputy chair", "independent")],
    asked: "chair",
    expect: "missing",
  },
  {
    name: "a place member of unknown voice may be the councils' partner",
    kind: "icb-board",
    on: "2024-11-12",
    seats: [seat("place members", "not-known", { seats: 6 })],
    asked: "partner member from councils with social care responsibility",
    expect: "cannot-tell",
  },
];

describe("what a list of seats says beside the law of a day (invariant 11)", () => {
  it.each(cases)("$name, on $on: $asked is $expect", (one) => {
    const findings = checkMembership(
      {
        kind: one.kind ?? "health-and-wellbeing-board",
        seats: one.seats,
        completeness: one.completeness ?? "complete",
        ...(one.sourceOn && { sourceOn: civilDate(one.sourceOn) }),
      },
      islington(civilDate(one.on)),
    );
    const own = (findings ?? []).filter((finding) => finding.seat === one.asked);
    expect(own.map((finding) => finding.state)).toEqual(one.expect === "nothing" ? [] : [one.expect]);
    if (one.because) expect(own[0]?.because).toContain(one.because);
  });

  it("marks a seat as extra where the source says that the law requires it and the law names no such seat", () => {
    const pharmacy = seat("pharmacy", "primary-care", { statutory: "yes" });
    const findings = checkMembership(
      { kind: "health-and-wellbeing-board", seats: [...whole, pharmacy], completeness: "complete" },
      islington(civilDate("2024-11-12")),
    );
    expect(findings?.filter((one) => one.state === "extra")).toMatchObject([
      { seat: "“pharmacy”", seats: [pharmacy.number] },
    ]);
  });

  it("says nothing of boards for which the law names no seats", () => {
    const list = { kind: "place-partnership", seats: whole, completeness: "complete" } as const;
    expect(checkMembership(list, islington(civilDate("2024-11-12")))).toBeUndefined();
  });

  it("says nothing of a health and wellbeing board before there were any", () => {
    const list = { kind: "health-and-wellbeing-board", seats: whole, completeness: "complete" } as const;
    expect(checkMembership(list, islington(civilDate("2013-03-31")))).toBeUndefined();
    expect(checkMembership(list, islington(civilDate("2013-04-01")))).toBeDefined();
  });

  it("never says failed or breach, and gives a provision with its mark for every finding", () => {
    for (const one of cases) {
      const list = {
        kind: one.kind ?? "health-and-wellbeing-board",
        seats: one.seats,
        completeness: one.completeness ?? "complete",
      } as const;
      for (const finding of checkMembership(list, islington(civilDate(one.on))) ?? []) {
        expect(finding.because).not.toMatch(/fail|breach|unlawful|illegal|dormant/i);
        expect(finding.provision.cite).not.toBe("");
        expect(["seen", "to-be-checked"]).toContain(finding.provision.mark);
      }
    }
  });
});
