import { addYears, formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  Invalid,
  NotFound,
  anyOfKind,
  defineCommand,
  millisOf,
  organisationAudience,
  slugIn,
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
  isCouncil,
  listBoards,
  organisationRef,
  resourceOfOrganisation,
  type Board,
  type Organisation,
} from "../../place/index.ts";
import { exemptions } from "../item.ts";
import type { MeetingPorts } from "../ports.ts";
import { isExecutive, resolutionRef } from "../resolution.ts";
import { aloneTakers, recordDecisionSchema, type RecordDecision } from "../schema-business.ts";
import { addResolution } from "../store-record.ts";
import { callInSentence, noticeOf, type Notice } from "./decisions.ts";
import { choicesOf, enteredHere } from "./meeting-act.ts";
import { ruleOn } from "./publish-agenda.ts";

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
    intro: `Taken for ${organisation.name}. It is public at once and names nobody. Of a private decision the title, the ground and a summary are public; its full words are sealed.`,
    submit: "Record and publish it",
    illustrative: organisation.basis === "illustrative",
    trail: [{ text: organisation.name, href: `/organisations/${organisation.slug}` }],
    values: { decidedOn: today, keyDecision: "not-known", exemption: "" },
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
      ...(isCouncil(organisation) ? [{ name: "notice", widget: { kind: "text" } } as const] : []),
      { name: "waiver", widget: { kind: "textarea", rows: 2 } },
      {
        name: "exemption",
        widget: {
          kind: "select",
          options: [{ value: "", text: "It is not private" }, ...choicesOf(exemptions)],
        },
      },
      { name: "publicInterest", widget: { kind: "textarea", rows: 3 } },
      { name: "privateWords", widget: { kind: "textarea", rows: 4 } },
      { name: "reviewOn", widget: { kind: "date" } },
      {
        name: "reportTo",
        widget: {
          kind: "select",
          options: [
            { value: "", text: "No board" },
            ...boards.map((board) => ({ value: board.slug, text: board.name })),
          ],
        },
        hint: "A chair's urgent action is always told to its board.",
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
  const executive = isExecutive(input.taker, {
    organisationKind: organisation.kind,
    keyDecision: input.keyDecision,
  });
  const days = executive ? await callInDaysOf(tx, organisation, today) : undefined;
  const notice = noticeOf({ today, days, waiver: executive ? input.waiver : undefined, ports });
  const resolution = await addDecision(acting, input, { organisation, reportTo, executive, notice, today });
  await acting.links.add(tx, {
    from: resolutionRef(resolution),
    kind: "about",
    to: organisationRef(organisation),
    on: input.decidedOn,
  });
  return {
    message: `${input.exemption ? "The decision is recorded: its title, ground and summary are public, its full words are sealed." : "The decision is recorded and public."}${executive ? callInSentence(notice) : ""}${reportTo ? ` It has to be told to ${reportTo.name}.` : ""}`,
    href: `/resolutions/${resolution.slug}`,
    subject: resolutionRef(resolution),
    entry: entryOf(resolution, input, { organisation, reportTo, notice, today }),
    changed: [anyOfKind("meetings", "resolution"), anyOfKind("meetings", "meeting")],
    json: { resolution: resolution.slug, callInUntil: notice.callInUntil ?? null },
  };
}

type Made = Awaited<ReturnType<typeof addResolution>>;

interface Context {
  readonly organisation: Organisation;
  readonly reportTo: Board | undefined;
  readonly notice: Notice;
  readonly today: CivilDate;
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
      keyDecision: isCouncil(organisation) ? input.keyDecision : "no",
      reasons,
      alternatives,
      interests,
      private: input.exemption !== undefined,
      audience: organisation.audience,
      privateAudience: organisationAudience(organisation.id),
      ...(input.exemption && { exemption: exemptions[input.exemption] }),
      ...(input.publicInterest && { publicInterest: input.publicInterest }),
      ...(input.privateWords && { privateWords: input.privateWords }),
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
  const { organisation, reportTo, notice, today } = of;
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
      private: input.exemption !== undefined,
      publicInterest: input.publicInterest ?? null,
      ...(input.notice && { notice: input.notice }),
    },
    audience: organisation.audience,
    ...(input.exemption && {
      sealed: {
        category: "private decision without a meeting",
        ground: exemptions[input.exemption],
        reviewOn: input.reviewOn ?? addYears(today, 1),
        content: { resolution: resolution.slug, title, words: input.privateWords ?? "" },
      },
    }),
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
  const problem = (field: string, message: string) => ({ code: "meetings.decision", field, message });
  const problems = [
    ...(["leader", "mayor", "portfolio-holder"].includes(input.taker) && !isCouncil(organisation)
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
    ...(input.reviewOn !== undefined && input.reviewOn <= today
      ? [problem("reviewOn", `${formatCivilDate(input.reviewOn)} is not after today. Give a later day.`)]
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
