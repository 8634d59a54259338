import { addDays, civilDate, formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  countOf,
  type Asking,
  type Db,
  type Panel,
  type PanelModel,
  type Sentence,
  type SubjectRef,
} from "../../kernel/index.ts";
import {
  areaRef,
  findArea,
  listAreasById,
  listBoardsById,
  listOrganisationsById,
  listParts,
  organisationRef,
  pollsOf,
  type Organisation,
} from "../../place/index.ts";
import { drawPathway } from "../../web/index.ts";
import { readAsked } from "../asked.ts";
import { checkAsked } from "../checked.ts";
import { stepsFirst } from "../check-view.ts";
import { strokeAddress, strokeExample } from "../kinds.ts";
import { pathwayDrawn } from "../pathway-picture.ts";
import { heldStatute } from "../store-law.ts";

const heading = "When may we lawfully decide?";

/** The third question of the home page: the tour's example, worked out. */
export const lawfulPanel: Panel = {
  name: "decisions.when-lawful",
  on: "home",
  order: 3,
  async load(asking): Promise<PanelModel | undefined> {
    const { law } = await heldStatute();
    const asked = readAsked(strokeExample.fields, law.facts);
    const { result } = await checkAsked(asking.db, asked, civilDate(strokeExample.on));
    if (result === undefined) return undefined;
    const { check } = result;
    // General duties fall due with the decision itself; the picture shows what comes before it.
    const decided = check.decision.date ?? check.today ?? asking.today;
    const drawn = pathwayDrawn({
      ...check,
      steps: check.steps.filter(
        ({ latest, window }) => window !== undefined || (latest ?? decided) < decided,
      ),
    });
    const restraint = check.steps.find(({ window }) => window !== undefined)?.window;
    const answer: Sentence = [
      `A made-up example: may stroke beds in North Central London be moved by a decision on ${formatCivilDate(decided)}, asked on ${formatCivilDate(civilDate(strokeExample.on))}? `,
      { strong: "No law known here stops it" },
      ` if ${countOf(stepsFirst(law, check), "step")} are done first`,
      ...(restraint === undefined
        ? []
        : [`; but it lies in the time before the elections of ${formatCivilDate(restraint.to)}`]),
      ...(check.body?.from === undefined
        ? []
        : [`, and another board decides from ${formatCivilDate(check.body.from)}`]),
      `. Better from ${dayOf(check.earliestAdvisable.date)}.`,
    ];
    return {
      heading,
      answer,
      ...(drawn && {
        picture: drawPathway(drawn, { summary: drawn.summary, caption: "Steps and their days" }),
      }),
      sources: [
        { text: "The example, step by step", href: strokeAddress },
        { text: `The law as held here: ${law.duties.size} rules`, href: "/law", seen: law.readOn },
      ],
      href: "/check-a-proposal",
      howWorkedOut: "/law",
      subjects: [anyOfKind("place", "organisation"), anyOfKind("place", "area")],
      json: {
        verdict: check.verdict,
        sentence: check.sentence,
        decisionDate: check.decision.date ?? null,
        earliestLawfulDate: check.earliestLawful.date ?? null,
        earliestAdvisableDate: check.earliestAdvisable.date ?? null,
        disclaimer: check.disclaimer,
      },
    };
  },
};

function dayOf(day: Parameters<typeof formatCivilDate>[0] | undefined): string {
  return day === undefined ? "a day that cannot be named yet" : formatCivilDate(day);
}

const deciding: Readonly<Partial<Record<Organisation["kind"], string>>> = {
  icb: "service-change",
  trust: "service-change",
  council: "key-decision",
  "district-council": "key-decision",
};

/** On the page of a body that decides: the way to a check with this body filled in, and the polls that are near. */
export const decidingBodyPanel: Panel = {
  name: "decisions.body",
  on: "organisation",
  order: 60,
  load: async (asking, subject) => {
    const [one] = subject === undefined ? [] : await listOrganisationsById(asking.db, [subject.id]);
    return one && (await bodyPanel(asking, one));
  },
};

/** The same on the page of a board, for the body it belongs to. */
export const decidingBoardPanel: Panel = {
  name: "decisions.board",
  on: "board",
  order: 60,
  load: async (asking, subject) => {
    const [board] = subject === undefined ? [] : await listBoardsById(asking.db, [subject.id]);
    const [one] =
      board?.organisation === undefined
        ? []
        : await listOrganisationsById(asking.db, [board.organisation.id]);
    return one && (await bodyPanel(asking, one));
  },
};

async function bodyPanel(asking: Asking, one: Organisation): Promise<PanelModel | undefined> {
  const kind = deciding[one.kind];
  if (kind === undefined || (one.endsOn !== undefined && one.endsOn <= asking.at)) return undefined;
  const near = one.area && (await nextPoll(asking, one.area.slug));
  const href = `/check-a-proposal?${new URLSearchParams({ kind, body: one.slug }).toString()}`;
  return panelOf({ near, href, what: "of this body" }, organisationRef(one));
}

/** On the page of a council area: the polls that are near, and the way to a check. */
export const decidingAreaPanel: Panel = {
  name: "decisions.area",
  on: "area",
  order: 60,
  load: async (asking, subject) => {
    const [area] = subject === undefined ? [] : await listAreasById(asking.db, [subject.id]);
    if (area === undefined || (area.kind !== "place" && area.kind !== "district")) return undefined;
    const near = await nextPoll(asking, area.slug);
    const href = `/check-a-proposal?${new URLSearchParams({ kind: "key-decision", areas: area.name }).toString()}`;
    return panelOf({ near, href, what: "for this area" }, areaRef(area));
  },
};

function panelOf(
  { near, href, what }: { readonly near: string | undefined; readonly href: string; readonly what: string },
  subject: SubjectRef,
): PanelModel {
  const way: Sentence = [
    { text: `Check a proposal ${what}`, href },
    ": the earliest lawful and the earliest advisable day, and who must be asked first.",
  ];
  return {
    heading,
    answer: near === undefined ? way : [`${near} `, ...way],
    href,
    subjects: [subject, anyOfKind("place", "organisation")],
    json: { href, nextPoll: near ?? null },
  };
}

const daysAhead = 400;

/** A sentence on the next poll of a council area, or nothing: that none is held here does not mean that there is none. */
async function nextPoll({ db, at }: Asking, area: string): Promise<string | undefined> {
  const to = addDays(at, daysAhead);
  const { polls } = await pollsOf(db, { areas: [area], from: at, to });
  const { law } = await heldStatute();
  const years = polls
    .filter(({ kind, on }) => kind === "ordinary" && on === undefined)
    .map(({ year }) => year);
  const dated =
    years.length > 0 && (await liesInLondon(db, area, at))
      ? law.polls.filter(
          (poll) =>
            poll.kind === "london-borough" &&
            poll.date >= at &&
            poll.date <= to &&
            years.includes(Number(poll.date.slice(0, 4))),
        )
      : [];
  const days = [
    ...dated.map(({ date }) => ({ date, what: "election" })),
    ...polls.flatMap(({ on, kind }) =>
      on === undefined ? [] : [{ date: on, what: kind === "by-election" ? "by-election" : "election" }],
    ),
  ].toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const [next] = days;
  return next && `Before the ${next.what} of ${formatCivilDate(next.date)} restraint is advised.`;
}

async function liesInLondon(db: Db, area: string, at: CivilDate): Promise<boolean> {
  const london = await findArea(db, "london");
  return london !== undefined && (await listParts(db, london.id, at)).some((part) => part.area.slug === area);
}
