import {
  daysBetween,
  formatCivilDate,
  formatVagueDate,
  vagueDateText,
  type CivilDate,
} from "@concordat/calendar";
import {
  capital,
  countOf,
  formatNumber,
  type Sentence,
  type Span,
  type TableModel,
} from "../kernel/index.ts";
import { asSentence, formatPounds } from "../place/index.ts";
import {
  decisionOf,
  effects,
  findingsOf,
  isDecided,
  onVague,
  proposalHref,
  stages,
  type Effect,
  type Partner,
  type Proposal,
  type ProposalEvent,
  type ProposalFile,
} from "./proposal.ts";
import { temporaryOf } from "./temporary.ts";
import { whoKnewWhen, type Told, type WhoKnew } from "./who-knew-when.ts";

/** A proposal as it was known by a day: what happened later is left out. */
export function fileAt(file: ProposalFile, at: CivilDate): ProposalFile {
  return { ...file, events: file.events.filter(({ on, state }) => state === "planned" || on.earliest <= at) };
}

const eventKinds: Readonly<Record<string, string>> = {
  "programme-start": "Beginning",
  engagement: "Involvement",
  "consultation-open": "Consultation opens",
  "consultation-close": "Consultation closes",
  scrutiny: "Scrutiny",
  publication: "Publication",
  board: "Board",
  decision: "Decision",
  court: "Court",
  referral: "Referral to the Secretary of State",
  irp: "Independent Reconfiguration Panel",
  "secretary-of-state": "Secretary of State",
  objection: "Objection",
  implementation: "Carried out",
  "temporary-closure": "Closed for a time",
  "service-withdrawn": "Service withdrawn",
  "business-case": "Business case",
  funding: "Money",
  assurance: "Assurance",
  cancelled: "Dropped",
  stage: "Stage",
};

/** What an event is, in a reader's words. */
export function eventKindText(kind: string): string {
  return eventKinds[kind] ?? capital(kind.replaceAll("-", " "));
}

/** The answer of a proposal's page: how long is temporary, what was decided, who was told before it was too late. */
export function answerOf(file: ProposalFile, at: CivilDate): Sentence {
  const { proposal, partners } = file;
  const knew = whoKnewWhen(partners, proposal.optionsFixedOn, proposal);
  if (proposal.stage !== undefined) {
    const due = dueText(proposal, at);
    return [{ strong: `Now ${stages[proposal.stage]}.` }, due === "" ? "" : ` ${due}`, ` ${knew.sentence}`];
  }
  const events = file.events.filter(({ state, on }) => state === "happened" && on.earliest <= at);
  const temporary = temporaryOf(file.events, at);
  const slipped = slippageOf(file.events, at);
  if (temporary !== undefined)
    return [{ strong: temporary.sentence }, ...(slipped === undefined ? [] : [` ${slipped}`])];
  return storyOf(events);
}

/** What came of it, in the words of the last events that are held. */
function storyOf(events: readonly ProposalEvent[]): string {
  const decision = decisionOf(events);
  const last = events.at(-1);
  const since = findingsOf(events).findLast(
    ({ on }) => decision === undefined || on.earliest > decision.on.latest,
  );
  const then = since === undefined ? "" : ` ${capital(onVague(since.on))}: ${since.what}.`;
  if (decision !== undefined) return `Decided ${onVague(decision.on)}: ${decision.what}.${then}`;
  if (last === undefined) return "We hold nothing that had happened by this day.";
  return `No decision is held here. The last that is, ${onVague(last.on)}: ${last.what}.`;
}

function dueText(proposal: Proposal, at: CivilDate): string {
  const { decisionDueOn: due } = proposal;
  if (due === undefined || isDecided(proposal)) return "";
  const day = formatCivilDate(due as CivilDate);
  return due < at ? `Its decision was planned for ${day}.` : `Its decision is planned for ${day}.`;
}

/** A day announced for the decision, and how much later it was taken; both must be days, not months. */
function slippageOf(events: readonly ProposalEvent[], at: CivilDate): string | undefined {
  const planned = events.find(({ kind, state }) => kind === "decision" && state === "planned");
  const decision = decisionOf(events.filter(({ on }) => on.latest <= at));
  if (planned?.on.precision !== "day" || decision?.on.precision !== "day") return undefined;
  const days = daysBetween(planned.on.earliest, decision.on.earliest);
  return days > 0
    ? `It was taken ${formatNumber(days)} days after the day announced for it, ${formatVagueDate(planned.on)}.`
    : undefined;
}

/** What happened and what was planned, in order, each with the page that says so. */
export function eventsTable(file: ProposalFile): TableModel {
  return {
    caption: "What happened",
    columns: [
      { key: "on", label: "When", kind: "text" },
      { key: "kind", label: "What it was", kind: "text", filter: "choice" },
      { key: "what", label: "What happened", kind: "text" },
      { key: "state", label: "How it is known", kind: "text" },
      { key: "source", label: "Source", kind: "link" },
      { key: "day", label: "Day, month or year", kind: "text", machineOnly: true },
    ],
    rows: file.events.map((event) => ({
      on: formatVagueDate(event.on),
      kind: eventKindText(event.kind),
      what: capital(event.what),
      state: event.state === "planned" ? "Only that it was planned" : "That it happened",
      source: sourceCell(event.source),
      day: vagueDateText(event.on),
    })),
    rowsPerPage: 50,
    empty: "Nothing is entered yet of what happened.",
  };
}

/** A page by its site, or the words of a source. */
function sourceCell(source: string): string | { readonly text: string; readonly href: string } {
  const site = /^https?:\/\/(?:www\.)?([^/]+)/.exec(source)?.[1];
  return site === undefined ? source : { text: site, href: source };
}

const toldWords: Readonly<Record<Told, string>> = {
  before: "Before options were fixed",
  "same-day": "On the day options were fixed",
  after: "After options were fixed",
  "cannot-tell": "Cannot be told",
  "not-known": "Not known",
};

/** Who was told when. */
export function partnersTable(knew: WhoKnew, { keptHere }: Pick<Proposal, "keptHere">): TableModel {
  return {
    name: "partners",
    caption: "Who knew when",
    columns: [
      { key: "who", label: "Who", kind: "link" },
      { key: "on", label: "Told", kind: "text" },
      { key: "how", label: "How", kind: "text" },
      { key: "when", label: "Seen from the day options were fixed", kind: "text" },
    ],
    rows: knew.told.map(({ partner, told }) => ({
      who: whoCell(partner),
      on:
        partner.toldOn === undefined
          ? keptHere
            ? "No day entered"
            : "Not known here"
          : formatVagueDate(partner.toldOn),
      how: partner.toldHow === undefined ? "Not known" : capital(partner.toldHow),
      when: toldWords[told],
    })),
    empty: keptHere ? "No partner is listed yet." : "No body is named in the sources held here.",
  };
}

function whoCell(partner: Partner): string | { readonly text: string; readonly href: string } {
  return partner.href === undefined ? partner.name : { text: partner.name, href: partner.href };
}

/** The options, keeping things as they are always among them (invariant 11). */
export function optionItems({ options, proposal }: ProposalFile): readonly Sentence[] {
  const listed = options.map(({ words }) => words);
  if (options.some(({ asThingsAre }) => asThingsAre)) return listed;
  const ours = proposal.keptHere ? "" : " The sources held here do not say whether it was looked at.";
  return [...listed, `Keeping things as they are. We list it because it is always an option.${ours}`];
}

/** What it may do to people: in words, or not known (invariant 12). */
export function effectFacts({
  effects: known,
}: Pick<Proposal, "effects">): readonly { readonly label: string; readonly value: string }[] {
  return (Object.keys(effects) as Effect[]).map((effect) => ({
    label: effects[effect],
    value: known[effect] ?? "Not known",
  }));
}

/** What came before a court, a minister or the Panel, and where nothing is held, that nothing is (invariant 15). */
export function findingItems({ events }: ProposalFile): readonly Sentence[] {
  return findingsOf(events).map((event): Sentence => [
    `${formatVagueDate(event.on)}: ${eventKindText(event.kind)}, ${event.what} (`,
    sourceCell(event.source),
    ")",
  ]);
}

/** Who makes it, who decides, where. */
export function whoFacts(
  proposal: Proposal,
): readonly { readonly label: string; readonly value: Sentence }[] {
  const { proposer, area, areaWords } = proposal;
  const link = (folder: string, one: { readonly slug: string; readonly name: string }): Span => ({
    text: one.name,
    href: `/${folder}/${one.slug}`,
  });
  const where: Sentence =
    areaWords === undefined || areaWords === area.name
      ? [link("areas", area)]
      : [`${areaWords} (`, link("areas", area), ")"];
  return [
    { label: "Where", value: where },
    ...(proposer ? [{ label: "Made by", value: [link("organisations", proposer)] }] : []),
    {
      label: proposal.keptHere ? "To be decided by" : "Decided by, as far as known",
      value: deciderSentence(proposal),
    },
    ...(proposal.amount === undefined ? [] : [{ label: "Amount", value: formatPounds(proposal.amount) }]),
    {
      label: "Who may decide it",
      value: proposal.function
        ? [
            link("powers", proposal.function),
            ": ",
            {
              text: `who may decide this in ${area.name}, the most local first`,
              href: `/powers?${new URLSearchParams({ function: proposal.function.slug, area: area.slug }).toString()}`,
            },
          ]
        : [{ text: "Look it up under Powers", href: "/powers" }],
    },
    ...(proposal.deciderSource
      ? [
          {
            label: "On whose word",
            value: `${asSentence(proposal.deciderSource)} We could not tell here whether it may. ${proposal.deciderMissing ?? ""}`,
          },
        ]
      : []),
    ...(proposal.higherWhy ? [{ label: "Why not more locally", value: proposal.higherWhy }] : []),
  ];
}

function deciderSentence(proposal: Proposal): Sentence {
  const { decider, deciderBoard, deciderPost, deciderWords, keptHere } = proposal;
  const body = decider && { text: decider.name, href: `/organisations/${decider.slug}` };
  if (deciderBoard)
    return [
      { text: deciderBoard.name, href: `/boards/${deciderBoard.slug}` },
      ...(body ? [" of ", body] : []),
    ];
  if (body) return deciderPost === undefined ? [body] : [`${deciderPost}, `, body];
  return deciderWords ?? (keptHere ? "Not named yet" : "Not known here");
}

/** One line for lists: how it stands. */
export function standingOf({ proposal, events }: Pick<ProposalFile, "proposal" | "events">): string {
  if (proposal.stage !== undefined) return stages[proposal.stage];
  const decision = decisionOf(events);
  if (decision !== undefined) return `decided ${onVague(decision.on)}`;
  const last = events.findLast(({ state }) => state === "happened");
  return last === undefined ? "nothing dated is held" : `last known: ${formatVagueDate(last.on)}`;
}

/** "one proposal of a body kept here and six known from sources". */
export function listAnswer(proposals: readonly Proposal[]): Sentence {
  const kept = proposals.filter(({ keptHere }) => keptHere).length;
  const known = proposals.length - kept;
  if (proposals.length === 0) return "We hold no proposal here.";
  return [
    { strong: capital(countOf(proposals.length, "proposal")) },
    kept === 0
      ? `, known from public sources, each with its dates and where they are written.`
      : `: ${kept} kept here by the bodies that make them, ${known} known from public sources.`,
  ];
}

/** A proposal as a cell that leads to it. */
export function proposalCell(proposal: Proposal): {
  readonly text: string;
  readonly href: string;
  readonly tag?: string;
} {
  return {
    text: proposal.title,
    href: proposalHref(proposal.slug),
    ...(proposal.basis === "illustrative" && { tag: "Illustrative" }),
  };
}
