import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  NotFound,
  anyOfKind,
  countOf,
  defineCommand,
  millisOf,
  slugOf,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type PolicyResource,
} from "../../kernel/index.ts";
import {
  boardRef,
  findBoard,
  findLatestOrganisation,
  listBoards,
  organisationRef,
  resourceOfOrganisation,
  type Board,
  type Organisation,
} from "../../place/index.ts";
import { meetingTitle } from "../meeting.ts";
import type { MeetingPorts } from "../ports.ts";
import { callInUntil, isExecutive, resolutionRef } from "../resolution.ts";
import {
  aloneTakers,
  publishDecisionsSchema,
  recordDecisionSchema,
  type PublishDecisions,
  type RecordDecision,
} from "../schema-business.ts";
import { findMeeting } from "../store-meetings.ts";
import { addResolution, publishResolution } from "../store-record.ts";
import { listResolutions } from "../store-resolutions.ts";
import {
  choicesOf,
  enteredHere,
  meetingDone,
  meetingForm,
  meetingResource,
  meetingToChange,
  refuseFromSource,
  slugIn,
} from "./meeting-act.ts";
import { ruleOn } from "./publish-agenda.ts";

/** Publishes the notice of what a meeting decided, with the call-in deadline of each executive decision. */
export function publishDecisionsCommand(ports: MeetingPorts): Command {
  return defineCommand<PublishDecisions>({
    name: "meetings.publish-decisions",
    title: "Publish the notice of decisions",
    about:
      "Publishes what a meeting decided. Of an executive's decisions the notice carries the last day for call-in.",
    schema: publishDecisionsSchema,
    path: "/meetings/:slug/decisions/publish",
    resource: meetingResource,
    form: async ({ db, params }: FormAsking) => {
      const meeting = await findMeeting(db, params["slug"] ?? "");
      if (!meeting) return undefined;
      refuseFromSource(meeting);
      return meetingForm(meeting, {
        title: "Publish the notice of decisions",
        submit: "Publish it",
        fields:
          meeting.board.kind === "cabinet" ? [{ name: "waiver", widget: { kind: "textarea", rows: 2 } }] : [],
      });
    },
    run: async (acting: Acting, input: PublishDecisions): Promise<Done> =>
      await publishNotice(acting, input, ports),
  });
}

async function publishNotice(acting: Acting, input: PublishDecisions, ports: MeetingPorts): Promise<Done> {
  const { tx, today } = acting;
  const meeting = await meetingToChange(acting, input.slug);
  const waiting = (await listResolutions(tx, { meetingId: meeting.id, illustrative: true })).filter(
    (one) => one.publishedOn === undefined,
  );
  if (waiting.length === 0)
    throw new Conflict("meetings.no-decisions", {
      message: `${meetingTitle(meeting)} has no decision whose notice is still to be published.`,
    });
  const days = await ruleOn(tx, meeting.board.id, "call-in", today);
  const notice = noticeOf({ today, days, waiver: input.waiver, ports });
  for (const one of waiting) await publishResolution(tx, one.id, one.executive ? notice : { on: today });
  const executive = waiting.some((one) => one.executive);
  return await meetingDone(acting, meeting, {
    kind: "meetings.decisions-published",
    summary: `Notice of ${countOf(waiting.length, "decision")} of ${meetingTitle(meeting)} was published.${executive ? callInSentence(notice) : ""}`,
    subjects: waiting.map(resolutionRef),
    body: {
      decisions: waiting.map((one) => one.slug),
      callInUntil: (executive && notice.callInUntil) || null,
      waiver: input.waiver ?? null,
    },
    changed: [anyOfKind("meetings", "resolution")],
    json: { callInUntil: (executive && notice.callInUntil) || null },
  });
}

interface Notice {
  readonly on: CivilDate;
  readonly callInDays?: number;
  readonly callInUntil?: CivilDate;
  readonly callInWaived?: string;
}

/** The notice of an executive decision, with its call-in deadline by the body's own rule (invariant 14). */
function noticeOf(of: {
  readonly today: CivilDate;
  readonly days: string | undefined;
  readonly waiver: string | undefined;
  readonly ports: MeetingPorts;
}): Notice {
  if (of.waiver !== undefined) return { on: of.today, callInWaived: of.waiver };
  if (of.days === undefined) return { on: of.today };
  const until = callInUntil(of.today, Number(of.days), of.ports.holidays);
  return { on: of.today, callInDays: Number(of.days), ...(until && { callInUntil: until }) };
}

function callInSentence(notice: Notice): string {
  if (notice.callInWaived) return ` Call-in does not apply: ${notice.callInWaived}`;
  if (notice.callInUntil) return ` It can be called in until ${formatCivilDate(notice.callInUntil)}.`;
  return " No call-in period of this body is entered here.";
}

/** Records a decision that was taken without a meeting, and publishes it. */
export function recordDecisionCommand(ports: MeetingPorts): Command {
  return defineCommand<RecordDecision>({
    name: "meetings.record-decision",
    title: "Record a decision without a meeting",
    about:
      "Records and publishes what a leader, mayor, portfolio holder, officer, chief executive or chair decided without a meeting.",
    schema: recordDecisionSchema,
    path: "/organisations/:slug/decisions/add",
    resource: organisationResource,
    form: recordForm,
    run: async (acting: Acting, input: RecordDecision): Promise<Done> => await record(acting, input, ports),
  });
}

async function organisationResource(
  db: Db,
  input: Readonly<Record<string, unknown>>,
): Promise<PolicyResource | undefined> {
  const organisation = await findLatestOrganisation(db, slugIn(input));
  return organisation && resourceOfOrganisation(organisation);
}

async function recordForm({ db, params, today }: FormAsking) {
  const organisation = await findLatestOrganisation(db, params["slug"] ?? "");
  if (!organisation) return undefined;
  const boards = await listBoards(db, { organisationId: organisation.id, at: today, illustrative: true });
  return {
    title: "Record a decision without a meeting",
    intro: `Taken for ${organisation.name}. It is public at once; write nothing that is exempt or names a person.`,
    submit: "Record and publish it",
    illustrative: organisation.basis === "illustrative",
    trail: [{ text: organisation.name, href: `/organisations/${organisation.slug}` }],
    values: { decidedOn: today, keyDecision: "not-known" },
    fields: [
      { name: "taker", widget: { kind: "radios", options: choicesOf(aloneTakers) } },
      { name: "office", widget: { kind: "text" } },
      { name: "title", widget: { kind: "text" } },
      { name: "words", widget: { kind: "textarea", rows: 4 } },
      { name: "decidedOn", widget: { kind: "date" } },
      { name: "power", widget: { kind: "textarea", rows: 2 } },
      { name: "reasons", widget: { kind: "textarea", rows: 4 } },
      { name: "alternatives", widget: { kind: "textarea", rows: 3 } },
      { name: "interests", widget: { kind: "textarea", rows: 2 } },
      {
        name: "keyDecision",
        widget: { kind: "radios", options: choicesOf({ yes: "Yes", no: "No", "not-known": "Not known" }) },
      },
      { name: "waiver", widget: { kind: "textarea", rows: 2 } },
      {
        name: "reportTo",
        widget: {
          kind: "select",
          options: [
            { value: "", text: "No board" },
            ...boards.map((board) => ({ value: board.slug, text: board.name })),
          ],
        },
      },
    ],
  } as const;
}

async function record(acting: Acting, input: RecordDecision, ports: MeetingPorts): Promise<Done> {
  const { tx, today } = acting;
  const organisation = await findLatestOrganisation(tx, input.slug);
  if (!organisation)
    throw new NotFound("meetings.no-such-body", { message: `There is no body “${input.slug}” here.` });
  const reportTo = input.reportTo === undefined ? undefined : await findBoard(tx, input.reportTo);
  refuseUnfit(input, { organisation, reportTo, today });
  const executive = isExecutive(input.taker, { organisationKind: organisation.kind });
  const days = executive ? await callInDaysOf(tx, organisation, today) : undefined;
  const notice = noticeOf({ today, days, waiver: executive ? input.waiver : undefined, ports });
  const resolution = await addDecision(acting, input, { organisation, reportTo, executive, notice });
  await acting.links.add(tx, {
    from: resolutionRef(resolution),
    kind: "about",
    to: organisationRef(organisation),
    on: input.decidedOn,
  });
  return {
    message: `The decision is recorded and public.${executive ? callInSentence(notice) : ""}${reportTo ? ` It has to be told to ${reportTo.name}.` : ""}`,
    href: `/resolutions/${resolution.slug}`,
    subject: resolutionRef(resolution),
    entry: entryOf(resolution, input, { organisation, reportTo, notice }),
    changed: [anyOfKind("meetings", "resolution"), anyOfKind("meetings", "meeting")],
    json: { resolution: resolution.slug, callInUntil: notice.callInUntil ?? null },
  };
}

type Made = Awaited<ReturnType<typeof addResolution>>;

interface Context {
  readonly organisation: Organisation;
  readonly reportTo: Board | undefined;
  readonly notice: ReturnType<typeof noticeOf>;
}

async function addDecision(
  acting: Acting,
  input: RecordDecision,
  of: Context & { readonly executive: boolean },
): Promise<Made> {
  const { tx, today, clock } = acting;
  const { organisation, reportTo, executive, notice } = of;
  const { taker, office, title, words, power, reasons, alternatives, interests, decidedOn } = input;
  return await addResolution(
    tx,
    {
      slugBase: `${organisation.slug.slice(0, 60)}-${slugOf(taker)}-${decidedOn}`,
      organisationId: organisation.id,
      reportToId: reportTo?.id,
      title,
      words,
      taker,
      office,
      power,
      decidedOn,
      decidedBy: "alone",
      executive,
      keyDecision: executive ? input.keyDecision : "no",
      reasons,
      alternatives,
      interests,
      private: false,
      audience: organisation.audience,
      privateAudience: organisation.audience,
      from: enteredHere(acting, organisation),
      publishedOn: today,
      ...(notice.callInDays !== undefined && { callInDays: notice.callInDays }),
      ...(notice.callInUntil && { callInUntil: notice.callInUntil }),
      ...(notice.callInWaived && { callInWaived: notice.callInWaived }),
    },
    millisOf(clock.now()),
  );
}

function entryOf(resolution: Made, input: RecordDecision, of: Context): Done["entry"] {
  const { organisation, reportTo, notice } = of;
  const { taker, office, title, words, power, reasons, alternatives, interests, decidedOn } = input;
  return {
    kind: "meetings.decision-recorded",
    summary: `${office} of ${organisation.name} decided on ${formatCivilDate(decidedOn)}: ${title}`,
    subjects: [
      resolutionRef(resolution),
      organisationRef(organisation),
      ...(reportTo ? [boardRef(reportTo)] : []),
    ],
    body: {
      resolution: resolution.slug,
      taker,
      office,
      title,
      words,
      power,
      reasons,
      alternatives,
      interests,
      decidedOn,
      callInUntil: notice.callInUntil ?? null,
      reportTo: reportTo?.slug ?? null,
    },
    audience: organisation.audience,
  };
}

/** Who can take which decision at all: mayors and portfolio holders are of councils, an urgent action is told to its board. */
function refuseUnfit(
  input: RecordDecision,
  of: {
    readonly organisation: Organisation;
    readonly reportTo: Board | undefined;
    readonly today: CivilDate;
  },
): void {
  const { organisation, reportTo, today } = of;
  const council = organisation.kind === "council" || organisation.kind === "district-council";
  const problem = (field: string, message: string) => ({ code: "meetings.decision", field, message });
  const problems = [
    ...(["leader", "mayor", "portfolio-holder"].includes(input.taker) && !council
      ? [problem("taker", `${organisation.name} is no council: it has no executive that decides alone.`)]
      : []),
    ...(input.decidedOn > today
      ? [
          problem(
            "decidedOn",
            `${formatCivilDate(input.decidedOn)} is still to come. A decision is recorded once it is taken.`,
          ),
        ]
      : []),
    ...(input.reportTo !== undefined && !reportTo
      ? [problem("reportTo", `There is no board “${input.reportTo}” here.`)]
      : []),
    ...(input.taker === "urgent-action" && input.reportTo === undefined
      ? [
          problem(
            "reportTo",
            "A chair's urgent action is told to the next meeting of its board. Choose the board.",
          ),
        ]
      : []),
    ...(organisation.endsOn !== undefined && organisation.endsOn <= input.decidedOn
      ? [problem("decidedOn", `${organisation.name} ended on ${formatCivilDate(organisation.endsOn)}.`)]
      : []),
  ];
  if (problems.length > 0) throw new Invalid(problems);
}

/** The call-in period of a council is a rule of its cabinet. */
async function callInDaysOf(tx: Db, organisation: Organisation, on: CivilDate): Promise<string | undefined> {
  const [cabinet] = await listBoards(tx, {
    kind: "cabinet",
    organisationId: organisation.id,
    at: on,
    illustrative: true,
  });
  return cabinet && (await ruleOn(tx, cabinet.id, "call-in", on));
}
