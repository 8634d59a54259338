import { civilDate, type CivilDate } from "@concordat/calendar";
import type { BoardKind } from "../place/index.ts";

/** The law on a body's papers on a day. */
export interface Regime {
  readonly key: string;
  /** Short, for the sentence: "LGA 1972 s100B". */
  readonly provision: string;
  /** What has to be public by then. */
  readonly what: "notice, agenda and reports" | "notice";
  /** Clear days; absent: the law sets none. */
  readonly days?: number;
  /** Whether an item that was not open for the days may not be taken without the chair's reason. */
  readonly barsLateItems: boolean;
  /** Whether the working-day reading is only the safe one: fewer working days than asked, but enough calendar days, is then no verdict. */
  readonly readingOpen?: true;
  readonly mark: "confirmed" | "to-be-checked";
  readonly from: CivilDate;
  /** The first day on which it is no longer so. */
  readonly until?: CivilDate;
  readonly note?: string;
}

const councilBoards: readonly BoardKind[] = [
  "council",
  "health-and-wellbeing-board",
  "scrutiny-committee",
  "joint-scrutiny-committee",
];

/**
 * Local Government Act 1972 Part VA: councils, their committees, health and wellbeing boards and scrutiny.
 *
 * Three clear days until 30 September 2002, five since (SI 2002/715). Text read on 21 November 2026.
 */
const councilRegimes: readonly Regime[] = [
  {
    key: "lga-1972-3",
    provision: "LGA 1972 s100B (before SI 2002/715)",
    what: "notice, agenda and reports",
    days: 3,
    barsLateItems: true,
    mark: "confirmed",
    from: civilDate("1986-04-01"),
    until: civilDate("2002-10-01"),
  },
  {
    key: "lga-1972-5",
    provision: "LGA 1972 s100B",
    what: "notice, agenda and reports",
    days: 5,
    barsLateItems: true,
    mark: "confirmed",
    from: civilDate("2002-10-01"),
  },
];

/** Meetings of an executive: SI 2012/2089 regs 6 and 7. What held before is not held here. Read on 21 November 2026. */
const executiveRegimes: readonly Regime[] = [
  {
    key: "si-2012-2089",
    provision: "SI 2012/2089 regs 6-7",
    what: "notice, agenda and reports",
    days: 5,
    barsLateItems: true,
    mark: "confirmed",
    from: civilDate("2012-09-10"),
  },
];

/** Boards of NHS trusts: Public Bodies (Admission to Meetings) Act 1960 s1(4)(a); trusts since 1998 from memory. */
const trustRegimes: readonly Regime[] = [
  {
    key: "pba-1960",
    provision: "Public Bodies (Admission to Meetings) Act 1960 s1(4)(a)",
    what: "notice",
    days: 3,
    barsLateItems: false,
    readingOpen: true,
    mark: "to-be-checked",
    from: civilDate("1998-01-01"),
    note: "Only the notice is timed; the law sets no time for papers. Whether the Act's clear days are working days is not settled.",
  },
];

/** Foundation trusts: National Health Service Act 2006 Sch 7 paras 18D, 18E; no statutory days. */
const foundationRegimes: readonly Regime[] = [
  {
    key: "ft",
    provision: "NHS Act 2006 Sch 7 paras 18D-18E",
    what: "notice",
    barsLateItems: false,
    mark: "to-be-checked",
    from: civilDate("2013-04-01"),
    note: "The law sets no days; its constitution may.",
  },
];

/** Integrated care boards: the constitution provides for transparency; model standing orders ask three clear days of notice. */
const icbRegimes: readonly Regime[] = [
  {
    key: "icb-constitution",
    provision: "NHS Act 2006 Sch 1B para 11(2); model standing orders 4.1.5-4.1.6",
    what: "notice",
    days: 3,
    barsLateItems: false,
    readingOpen: true,
    mark: "to-be-checked",
    from: civilDate("2022-07-01"),
    note: "Three clear days stand in the model; the board's own constitution decides.",
  },
];

/** A body as its regime is looked up. */
export interface RegimeOf {
  readonly kind: BoardKind;
  /** Of a trust's board: whether it is a foundation trust; absent: not known. */
  readonly foundation?: boolean | undefined;
}

/**
 * The regime of a body on a day.
 *
 * @returns undefined where none is held for such a body on that day: _not known here_, never "none required" (invariant 2)
 */
export function regimeOf(body: RegimeOf, on: CivilDate): Regime | undefined {
  return regimesOf(body).find((one) => one.from <= on && (one.until === undefined || on < one.until));
}

function regimesOf({ kind, foundation }: RegimeOf): readonly Regime[] {
  if (councilBoards.includes(kind)) return councilRegimes;
  if (kind === "cabinet") return executiveRegimes;
  if (kind === "icb-board" || kind === "icb-committee") return icbRegimes;
  if (kind === "trust-board" && foundation === true) return foundationRegimes;
  if (kind === "trust-board" && foundation === false) return trustRegimes;
  return [];
}

/** Whether those who are remote count towards the quorum and vote. */
export interface RemoteEffect {
  readonly counts: "yes" | "no" | "own-rule";
  readonly why: string;
  readonly mark: "confirmed" | "to-be-checked";
}

const remoteFrom = civilDate("2020-04-04");
const remoteUntil = civilDate("2021-05-07");

/**
 * The effect of attending remotely, by body and day.
 *
 * Meetings of councils: SI 2020/392 from 4 April 2020 to 6 May 2021 (days from memory); otherwise members have to be present in
 * person (LGA 1972 Sch 12; R (Hertfordshire CC) v Secretary of State [2021] EWHC 1093). Other bodies by their own rules.
 */
export function remoteEffect(kind: BoardKind, on: CivilDate): RemoteEffect {
  if (!councilBoards.includes(kind) && kind !== "cabinet")
    return { counts: "own-rule", why: "its own standing orders decide", mark: "confirmed" };
  if (on >= remoteFrom && on < remoteUntil)
    return {
      counts: "yes",
      why: "SI 2020/392 allowed it for meetings from 4 April 2020 to 6 May 2021",
      mark: "to-be-checked",
    };
  const why =
    on < remoteFrom
      ? "members had to be present in person (LGA 1972 Sch 12)"
      : "members have to be present in person (LGA 1972 Sch 12; R (Hertfordshire CC) v Secretary of State [2021] EWHC 1093)";
  return { counts: "no", why, mark: on < remoteFrom ? "to-be-checked" : "confirmed" };
}
