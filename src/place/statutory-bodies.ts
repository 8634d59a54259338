import type { CivilDate } from "@concordat/calendar";
import type { BoardKind } from "./board.ts";
import type { OrganisationKind } from "./organisation.ts";
import {
  boards2013,
  boards2022,
  councils1974,
  executives2012,
  isInForce,
  trusts2007,
  type InForce,
  type Provision,
} from "./statutory-law.ts";

/** A body that the law, or national policy, asks an organisation to have. */
export interface StatutoryBody extends InForce {
  /** Stands for it in addresses and JSON. */
  readonly key: string;
  readonly kind: BoardKind;
  /** What it is called: "Health and wellbeing board". */
  readonly name: string;
  /** `if`: required only in a case that is not held here, named in `says`. */
  readonly standing: "required" | "if";
  /** One sentence: what the law asks for. */
  readonly says: string;
  readonly provision: Provision;
}

/** An organisation as far as the law of boards asks. */
export interface StatutoryOwner {
  readonly kind: OrganisationKind;
  readonly slug: string;
  /** Of a trust: whether it is a foundation trust; absent: not known. */
  readonly foundation?: boolean;
}

/** Councils that stand outside the general law of principal councils: their constitutions are their own. */
const ownConstitution: readonly string[] = ["city-of-london-corporation", "isles-of-scilly-council"];

function law(cite: string, mark: Provision["mark"] = "to-be-checked", href?: string): Provision {
  return { cite, mark, force: "law", ...(href && { href }) };
}

const fullCouncil: StatutoryBody = {
  key: "full-council",
  kind: "council",
  name: "Full council",
  standing: "required",
  says: "Every councillor sits on it; it sets the budget and the constitution.",
  provision: law("Local Government Act 1972 s.2 and s.8"),
  from: councils1974,
};

const ownCouncil: StatutoryBody = {
  ...fullCouncil,
  provision: law("its own charter, Acts or orders, not held here"),
};

const executive: StatutoryBody = {
  key: "executive",
  kind: "cabinet",
  name: "Cabinet, or executive",
  standing: "if",
  says: "A council has one unless it has chosen the committee system; which it has is not held here.",
  provision: law("Local Government Act 2000 s.9B and s.9C"),
  from: executives2012,
};

const healthScrutiny: StatutoryBody = {
  key: "health-scrutiny",
  kind: "scrutiny-committee",
  name: "Health scrutiny",
  standing: "required",
  says: "The council reviews health services itself or through a committee that it appoints.",
  provision: law("National Health Service Act 2006 s.244; SI 2013/218 reg. 21 and 28"),
  from: boards2013,
};

/** The address of the Act's chapter on these boards, as it was read. */
const chapterRead =
  "http://www.legislation.gov.uk/ukpga/2012/7/part/5/chapter/2/crossheading/health-and-wellbeing-boards-establishment?view=plain";

const wellbeing: StatutoryBody = {
  key: "health-and-wellbeing-board",
  kind: "health-and-wellbeing-board",
  name: "Health and wellbeing board",
  standing: "required",
  says: "A committee of the council on which the integrated care board and Healthwatch sit.",
  provision: law("Health and Social Care Act 2012 s.194", "seen", chapterRead),
  from: boards2013,
};

const careBoard: StatutoryBody = {
  key: "board",
  kind: "icb-board",
  name: "Board",
  standing: "required",
  says: "The integrated care board's own board, with partner members from trusts, general practice and councils.",
  provision: law("National Health Service Act 2006 Sch. 1B"),
  from: boards2022,
};

const partnership: StatutoryBody = {
  key: "integrated-care-partnership",
  kind: "integrated-care-partnership",
  name: "Integrated care partnership",
  standing: "required",
  says: "A joint committee of the integrated care board and each council with social care responsibility in its area.",
  provision: law(
    "Local Government and Public Involvement in Health Act 2007 s.116ZA",
    "seen",
    "https://sccdemocracy.salford.gov.uk/mgAi.aspx?ID=49991",
  ),
  from: boards2022,
};

function modelCommittee(key: string, name: string, says: string): StatutoryBody {
  return {
    key,
    kind: "icb-committee",
    name,
    standing: "required",
    says,
    provision: {
      cite: "NHS England's model constitution for integrated care boards",
      mark: "to-be-checked",
      force: "national-policy",
    },
    from: boards2022,
  };
}

const auditCommittee = modelCommittee(
  "audit-committee",
  "Audit committee",
  "It looks at accounts, risk and control for the board.",
);
const remunerationCommittee = modelCommittee(
  "remuneration-committee",
  "Remuneration committee",
  "It settles the pay of the board's members and staff.",
);

function trustBoard(provision: Provision): StatutoryBody {
  return {
    key: "board",
    kind: "trust-board",
    name: "Board of directors",
    standing: "required",
    says: "A chair, non-executive and executive directors.",
    provision,
    from: trusts2007,
  };
}

const nhsTrust = "National Health Service Act 2006 Sch. 4 para. 3; SI 1990/2024";
const foundationTrust = "National Health Service Act 2006 Sch. 7 para. 15 to 17";

/**
 * The bodies that the law, or national policy where it says so, asks an organisation to have on a day.
 *
 * Nothing is said of organisations whose boards are not held as law here (networks, strategic authorities, national bodies,
 * voluntary organisations, groups that ended in 2022): the list is then empty, and pages say that it is not held.
 *
 * @source the provision of each
 */
export function statutoryBodies(owner: StatutoryOwner, on: CivilDate): readonly StatutoryBody[] {
  return bodiesOf(owner).filter((body) => isInForce(body, on));
}

function bodiesOf(owner: StatutoryOwner): readonly StatutoryBody[] {
  switch (owner.kind) {
    case "council":
      return ownConstitution.includes(owner.slug)
        ? [ownCouncil, healthScrutiny, wellbeing]
        : [fullCouncil, executive, healthScrutiny, wellbeing];
    case "district-council":
      return [fullCouncil, executive];
    case "icb":
      return [careBoard, partnership, auditCommittee, remunerationCommittee];
    case "trust":
      return [trustBoard(law(trustLaw(owner.foundation)))];
    default:
      return [];
  }
}

function trustLaw(foundation: boolean | undefined): string {
  if (foundation === undefined) return `${nhsTrust}; of a foundation trust Sch. 7 para. 15 to 17`;
  return foundation ? foundationTrust : nhsTrust;
}
