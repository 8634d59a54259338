import { civilDate } from "@concordat/calendar";
import type { BoardKind, Tristate, Voice } from "./board.ts";
import {
  boards2013,
  boards2022,
  executives2012,
  trusts2007,
  type InForce,
  type Provision,
} from "./statutory-law.ts";

/** One kind of seat that the law or national policy asks for; how it is recognised stands beside it. */
export interface StatutorySeat extends InForce {
  readonly key: string;
  /** "director of public health"; reads on after "no". */
  readonly role: string;
  /** The body for which there must be one each: every integrated care board of the area, every council. */
  readonly per: "board" | "council" | "each-icb" | "each-ccg" | "each-council";
  /** How many at least; absent: the law gives no number. */
  readonly least?: number;
  readonly voting: Tristate;
  readonly provision: Provision;
  /** Voices that such a seat can have; the first is the one it is drawn with. */
  readonly voices: readonly [Voice, ...Voice[]];
  /** The words by which a list shows it; absent: any seat of the voices. */
  readonly words?: RegExp;
  /** Words that show another seat: "vice-chair" is no chair. */
  readonly notWords?: RegExp;
}

/** A seat that the law does not allow on a body. */
export interface ProhibitedSeat extends InForce {
  readonly key: string;
  readonly role: string;
  readonly provision: Provision;
  readonly words: RegExp;
  readonly notWords: RegExp;
}

const act2012 =
  "http://www.legislation.gov.uk/ukpga/2012/7/part/5/chapter/2/crossheading/health-and-wellbeing-boards-establishment?view=plain";
const readOn = civilDate("2026-11-21");

const wellbeing: Provision = {
  cite: "Health and Social Care Act 2012 s.194(2)",
  mark: "seen",
  force: "law",
  href: act2012,
  seen: readOn,
};
const careBoard: Provision = {
  cite: "National Health Service Act 2006 Sch. 1B",
  mark: "seen",
  force: "law",
  href: "https://hertsandwestessex.icb.nhs.uk/us/constitution/2",
  seen: readOn,
};
const boardPolicy: Provision = {
  cite: "NHS England's policy for integrated care boards, 2022",
  mark: "seen",
  force: "national-policy",
  href: "https://www.health.org.uk/news-and-comment/blogs/integrated-care-boards-what-do-they-look-like",
  seen: readOn,
};
const partnership: Provision = {
  cite: "Local Government and Public Involvement in Health Act 2007 s.116ZA",
  mark: "seen",
  force: "law",
  href: "https://sccdemocracy.salford.gov.uk/mgAi.aspx?ID=49991",
  seen: readOn,
};

function unchecked(cite: string): Provision {
  return { cite, mark: "to-be-checked", force: "law" };
}

const executive = unchecked("Local Government Act 2000 s.9C");
const scrutiny = unchecked("Local Government Act 2000 s.9FA");
const trust = unchecked("National Health Service Act 2006 Sch. 4 and Sch. 7; SI 1990/2024");

type Seat = Omit<StatutorySeat, "from" | "per" | "least" | "voting"> &
  Partial<Pick<StatutorySeat, "per" | "least" | "voting">>;

/** One on the board, with a vote, where the row says nothing else. */
function seatsFrom(from: InForce["from"], seats: readonly Seat[]): readonly StatutorySeat[] {
  return seats.map((seat) => ({ per: "board", least: 1, voting: "yes", ...seat, from }));
}

const officer: readonly [Voice, ...Voice[]] = ["council-officer"];
const elected: readonly [Voice, ...Voice[]] = ["council-elected"];

const wellbeingSeats: readonly StatutorySeat[] = [
  ...seatsFrom(boards2013, [
    { key: "councillor", role: "councillor", per: "council", provision: wellbeing, voices: elected },
    {
      key: "adult-services",
      role: "director of adult social services",
      provision: wellbeing,
      voices: officer,
      words: /\badults?\b/i,
    },
    {
      key: "childrens-services",
      role: "director of children's services",
      provision: wellbeing,
      voices: officer,
      words: /\bchildren/i,
    },
    {
      key: "public-health",
      role: "director of public health",
      provision: wellbeing,
      voices: officer,
      words: /\bpublic health\b/i,
    },
    {
      key: "healthwatch",
      role: "representative of Local Healthwatch",
      provision: wellbeing,
      voices: ["healthwatch-public"],
      words: /\bhealthwatch\b/i,
    },
    {
      key: "commissioner",
      role: "representative of the clinical commissioning group",
      per: "each-ccg",
      provision: wellbeing,
      voices: ["nhs-commissioner"],
    },
  ]).map((seat) => (seat.key === "commissioner" ? { ...seat, until: boards2022 } : seat)),
  ...seatsFrom(boards2022, [
    {
      key: "commissioner",
      role: "representative of the integrated care board",
      per: "each-icb",
      provision: wellbeing,
      voices: ["nhs-commissioner"],
    },
  ]),
];

const careBoardSeats = seatsFrom(boards2022, [
  {
    key: "chair",
    role: "chair",
    provision: careBoard,
    voices: ["independent", "nhs-commissioner"],
    words: /\bchair(man|woman|person)?\b/i,
    notWords: /\b(vice|deputy|committee)\b/i,
  },
  {
    key: "chief-executive",
    role: "chief executive",
    provision: careBoard,
    voices: ["nhs-commissioner"],
    words: /\bchief executive\b/i,
    notWords: /\bdeputy\b/i,
  },
  {
    key: "trusts",
    role: "partner member from NHS trusts and foundation trusts",
    provision: careBoard,
    voices: ["nhs-provider"],
  },
  {
    key: "primary-care",
    role: "partner member from primary medical services",
    provision: careBoard,
    voices: ["primary-care"],
  },
  {
    key: "councils",
    role: "partner member from councils with social care responsibility",
    provision: careBoard,
    voices: ["council-officer", "council-elected"],
  },
  {
    key: "finance",
    role: "director of finance",
    provision: boardPolicy,
    voices: ["nhs-commissioner"],
    words: /\bfinanc/i,
  },
  {
    key: "medical",
    role: "medical director",
    provision: boardPolicy,
    voices: ["nhs-commissioner"],
    words: /\bmedical (director|officer)\b/i,
  },
  {
    key: "nursing",
    role: "director of nursing",
    provision: boardPolicy,
    voices: ["nhs-commissioner"],
    words: /\bnurs/i,
  },
  {
    key: "non-executives",
    role: "independent non-executive members",
    least: 2,
    provision: boardPolicy,
    voices: ["independent", "nhs-commissioner"],
    words: /\bnon-?executive\b/i,
  },
]);

const partnershipSeats = seatsFrom(boards2022, [
  {
    key: "icb",
    role: "member appointed by the integrated care board",
    per: "each-icb",
    provision: partnership,
    voices: ["nhs-commissioner", "independent"],
  },
  {
    key: "councils",
    role: "member appointed by the council",
    per: "each-council",
    provision: partnership,
    voices: ["council-elected", "council-officer"],
  },
]);

const executiveSeats = seatsFrom(executives2012, [
  {
    key: "leader",
    role: "leader or elected mayor",
    provision: executive,
    voices: elected,
    words: /\b(leader|mayor)\b/i,
    notWords: /\bdeputy\b/i,
  },
  {
    key: "others",
    role: "councillors whom the leader or mayor appoints",
    least: 2,
    provision: executive,
    voices: elected,
    notWords: /^(?!.*\bdeputy\b).*\b(leader|mayor)\b/i,
  },
]);

function director(key: string, role: string, words: RegExp, voices: readonly [Voice, ...Voice[]]): Seat {
  return { key, role, provision: trust, voices, words, notWords: /\b(vice|deputy)\b/i };
}

const trustSeats = seatsFrom(trusts2007, [
  director("chair", "chair", /\bchair(man|woman|person)?\b/i, ["independent", "nhs-provider"]),
  director("chief-executive", "chief executive", /\bchief executive\b/i, ["nhs-provider"]),
  director("finance", "finance director", /\bfinanc/i, ["nhs-provider"]),
  director("medical", "executive director who is a doctor or dentist", /\bmedical\b/i, ["nhs-provider"]),
  director("nursing", "executive director who is a nurse or midwife", /\b(nurs|midwi)/i, ["nhs-provider"]),
]);

const councilSeats: readonly StatutorySeat[] = [
  {
    key: "councillors",
    role: "councillor; how many, an electoral order says that is not held here",
    per: "council",
    voting: "yes",
    provision: unchecked("Local Government Act 1972 s.2 and s.8"),
    voices: elected,
    from: executives2012,
  },
];

const scrutinySeats: readonly StatutorySeat[] = [
  {
    key: "councillors",
    role: "councillor from outside the executive; how many, the council settles",
    per: "board",
    voting: "yes",
    provision: scrutiny,
    voices: elected,
    from: boards2013,
  },
];

/** Seats by kind of board; a kind that is not here has none that the law names. */
export const statutorySeats: Partial<Readonly<Record<BoardKind, readonly StatutorySeat[]>>> = {
  council: councilSeats,
  cabinet: executiveSeats,
  "scrutiny-committee": scrutinySeats,
  "joint-scrutiny-committee": scrutinySeats,
  "health-and-wellbeing-board": wellbeingSeats,
  "icb-board": careBoardSeats,
  "integrated-care-partnership": partnershipSeats,
  "trust-board": trustSeats,
};

const noExecutives: ProhibitedSeat = {
  key: "executive-member",
  role: "member of the council's executive",
  provision: scrutiny,
  words: /\b(cabinet|executive) (member|councillor)\b|\bportfolio holder\b|\bleader of the council\b/i,
  notWords: /\b(not|non|former|shadow|opposition|deputy leader of the opposition)\b/i,
  from: executives2012,
};

/** Seats that the law does not allow, by kind of board. */
export const prohibitedSeats: Partial<Readonly<Record<BoardKind, readonly ProhibitedSeat[]>>> = {
  "scrutiny-committee": [noExecutives],
  "joint-scrutiny-committee": [noExecutives],
};

/** The most seats that a body may have, by kind of board. */
export const seatsAtMost: Partial<
  Readonly<Record<BoardKind, InForce & { readonly most: number; readonly provision: Provision }>>
> = {
  cabinet: { most: 10, provision: executive, from: executives2012 },
};

/** Whether those who are no councillors vote on a scrutiny committee only under a scheme of the council. */
export const coOpteesVote: InForce & { readonly provision: Provision } = {
  provision: unchecked("Local Government Act 2000 s.9FA and Sch. A1"),
  from: executives2012,
};
