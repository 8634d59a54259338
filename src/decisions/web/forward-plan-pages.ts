import { z } from "zod";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  capital,
  anyOfKind,
  countOf,
  definePage,
  subjectText,
  type Asking,
  type Endpoint,
  type Page,
  type PageAction,
  type PageModel,
  type Panel,
  type PanelModel,
  type Row,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { daysFile, listItemsOf, listMeetings } from "../../meetings/index.ts";
import { listBoardsById, organisationRef, type OrganisationId } from "../../place/index.ts";
import { resourceOfPlanned } from "../commands/forward-plan-act.ts";
import { dueInWords, noticeOf, plannedHref, plannedRef, settingOn, type Planned } from "../forward-plan.ts";
import { listKeySettings, listPlanned } from "../store-forward-plan.ts";
import { listQuery } from "../schema.ts";
import { lawHolidays } from "../store-law.ts";

/** One line of the plan: announced, or on an agenda that is public. */
interface Line {
  readonly id: string;
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly title: string;
  readonly href: string;
  readonly decider: string;
  readonly deciderHref?: string;
  readonly key: "yes" | "no" | "not-known";
  readonly notice: string;
  readonly illustrative: boolean;
}

const lineShape = z.object({
  from: z.iso.date(),
  until: z.iso.date(),
  title: z.string(),
  href: z.string(),
  decider: z.string(),
  keyDecision: z.enum(["yes", "no", "not-known"]),
  notice: z.string(),
  illustrative: z.boolean(),
});

interface Narrowed {
  readonly boardId?: string;
  readonly illustrative: boolean;
}

/** What is to come on a day: planned decisions not settled, and items for decision on agendas that are public. */
async function linesOf(asking: Asking, query: Narrowed): Promise<readonly Line[]> {
  const planned = await listPlanned(asking.db, { ...query, openOn: asking.at });
  const meetings = (await listMeetings(asking.db, { ...query, from: asking.at })).filter(
    ({ state }) => state === "planned" || state === "open",
  );
  const items = await listItemsOf(
    asking.db,
    meetings.map(({ id }) => id),
  );
  const announced = planned.map((one): Line => ({
    id: one.id,
    from: one.dueFrom,
    until: one.dueUntil,
    title: one.title,
    href: plannedHref(one.slug),
    decider: one.board?.name ?? `${one.decider}, ${one.organisation.name}`,
    deciderHref: one.board ? `/boards/${one.board.slug}` : `/organisations/${one.organisation.slug}`,
    key: one.keyDecision ? "yes" : "no",
    notice: noticeOf(one, lawHolidays()).words,
    illustrative: one.basis === "illustrative",
  }));
  const onAgendas = meetings.flatMap((meeting) =>
    (items.get(meeting.id) ?? [])
      // A draft agenda is its own body's; this list is everybody's.
      .filter((item) => item.kind === "decision" && item.audience === "public")
      .map((item): Line => ({
        id: item.id,
        from: meeting.on,
        until: meeting.on,
        title: item.title,
        href: `/meetings/${meeting.slug}/items/${item.position}`,
        decider: meeting.board.name,
        deciderHref: `/boards/${meeting.board.slug}`,
        key: "not-known",
        notice: `On the agenda of ${formatCivilDate(meeting.on)}.`,
        illustrative: meeting.basis === "illustrative",
      })),
  );
  return [...announced, ...onAgendas].toSorted(
    (a, b) => a.from.localeCompare(b.from) || a.title.localeCompare(b.title),
  );
}

function tableOf(
  lines: readonly Line[],
  options: { readonly name?: string; readonly empty: string },
): TableModel {
  const keys = { yes: "Yes", no: "No", "not-known": "Not known" };
  return {
    caption: "Decisions to come, the earliest first",
    columns: [
      { key: "title", label: "Decision", kind: "link", filter: "words" },
      { key: "from", label: "May be taken from", kind: "date", sortable: true },
      { key: "until", label: "Until", kind: "date" },
      { key: "decider", label: "Who decides", kind: "link", filter: "words" },
      { key: "key", label: "Key decision", kind: "text", filter: "choice" },
      { key: "notice", label: "Notice", kind: "text" },
    ],
    rows: lines.map((one): Row => ({
      from: one.from,
      until: one.until,
      title: { text: one.title, href: one.href, ...(one.illustrative && { tag: "Illustrative" }) },
      decider: { text: one.decider, href: one.deciderHref ?? one.href },
      key: keys[one.key],
      notice: one.notice,
    })),
    rowsPerPage: 25,
    empty: options.empty,
    ...(options.name && { name: options.name }),
  };
}

function answerOf(lines: readonly Line[], asking: Asking): Sentence {
  const when = asking.atGiven ? `As it stood on ${formatCivilDate(asking.at)}, ` : "";
  const first = lines[0];
  if (!first) return `${when}${when ? "no" : "No"} decision to come is held here.`;
  const key = lines.filter((one) => one.key === "yes").length;
  const count = countOf(lines.length, "decision");
  return [
    when,
    { strong: when ? count : capital(count) },
    ` to come ${lines.length === 1 ? "is" : "are"} held here, ${key === 0 ? "no key decision" : countOf(key, "key decision")} among them. The first may be taken on ${formatCivilDate(first.from)}: `,
    { text: first.title, href: first.href },
    lines.every((one) => one.illustrative) ? ". All are made up." : ".",
  ];
}

/** What is to be decided, across boards. */
export const forwardPlanPage: Page = definePage({
  name: "decisions.forward-plan",
  path: "/forward-plan",
  about: "Decisions to come across boards, with notices of key decisions and how long each was given before.",
  query: listQuery,
  json: z.object({ items: z.array(lineShape) }),
  formats: ["csv", "atom"],
  async load(asking, { query }): Promise<PageModel> {
    const lines = await linesOf(asking, { illustrative: query.illustrative !== "leave-out" });
    return {
      title: "Forward plan",
      answer: answerOf(lines, asking),
      table: tableOf(lines, {
        empty:
          "No decision to come is held here. Bodies that are kept here announce theirs on their own pages.",
      }),
      sections: [
        {
          kind: "words",
          heading: "How to read this",
          paragraphs: [
            "Announced decisions, and items for decision on agendas that are public. Of bodies known from sources a gap means nothing.",
            "A key decision of a council's executive is announced 28 clear days before it is made (SI 2012/2089 reg 9), counted here to the first day on which it may be decided. What counts as a key decision is each council's own setting.",
            [
              "These decisions as a calendar: ",
              { text: "calendar file (ICS)", href: "/forward-plan.ics" },
              ".",
            ],
          ],
        },
      ],
      sources: [{ text: "Announced on this site, and agendas of meetings" }],
      subjects: [anyOfKind("decisions", "planned"), anyOfKind("meetings", "meeting")],
      json: {
        items: lines.map(({ id: _id, deciderHref: _href, key, ...rest }) => ({ ...rest, keyDecision: key })),
      },
    };
  },
});

/** The forward plan as a calendar to subscribe to. */
export const forwardPlanCalendar: Endpoint = {
  name: "decisions.forward-plan-calendar",
  method: "GET",
  path: "/forward-plan.ics",
  about: "Decisions to come as an iCalendar file: the days within which each may be taken.",
  query: listQuery,
  answer: async (asking, { query }) => {
    const lines = await linesOf(asking, { illustrative: query["illustrative"] !== "leave-out" });
    return {
      mediaType: "text/calendar; charset=utf-8",
      body: daysFile(
        lines.map((one) => ({
          id: one.id,
          from: one.from,
          until: one.until,
          title: `${one.decider}: ${one.title}`,
          description: `${one.notice}${one.illustrative ? " (Illustrative: made up)" : ""}`,
        })),
        { name: "Forward plan", now: asking.clock.now() },
      ),
    };
  },
};

/** One planned decision, with its notice. */
export const plannedPage: Page = definePage({
  name: "decisions.planned",
  path: "/forward-plan/:slug",
  about: "One decision to come: what, by whom, when, and whether notice of it was long enough.",
  params: z.object({ slug: z.string().max(150) }),
  json: z.object({
    slug: z.string(),
    title: z.string(),
    words: z.string(),
    organisation: z.string(),
    board: z.string().nullable(),
    decider: z.string(),
    dueFrom: z.iso.date(),
    dueUntil: z.iso.date(),
    keyDecision: z.boolean(),
    givenOn: z.iso.date(),
    clearDays: z.number().nullable(),
    verdict: z.string(),
    settled: z.string().nullable(),
    source: z.string(),
    seen: z.iso.date(),
    basis: z.string(),
  }),
  formats: ["atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const [planned] = await listPlanned(asking.db, { slug: params.slug, illustrative: true });
    if (!planned) return undefined;
    const notice = noticeOf(planned, lawHolidays());
    const ref = plannedRef(planned);
    return {
      title: planned.title,
      kicker: planned.keyDecision ? "Notice of a key decision" : "Decision to come",
      illustrative: planned.basis === "illustrative",
      answer: [
        `${planned.decider} is to decide this `,
        { strong: dueInWords(planned) },
        `. ${notice.words}${settledWords(planned)}`,
      ],
      sections: [
        { kind: "words", heading: "What is to be decided", paragraphs: planned.words.split(/\n+/u) },
        { kind: "facts", heading: "Facts", facts: await factsOf(asking, planned) },
      ],
      actions: actionsOf(planned, notice.verdict),
      trail: [{ text: "Forward plan", href: "/forward-plan" }],
      sources: [{ text: planned.source, seen: planned.seen, basis: planned.basis }],
      subjects: [ref, organisationRef({ id: planned.organisation.id as OrganisationId })],
      check: `/record/of/${subjectText(ref)}`,
      json: {
        slug: planned.slug,
        title: planned.title,
        words: planned.words,
        organisation: planned.organisation.slug,
        board: planned.board?.slug ?? null,
        decider: planned.decider,
        dueFrom: planned.dueFrom,
        dueUntil: planned.dueUntil,
        keyDecision: planned.keyDecision,
        givenOn: planned.givenOn,
        clearDays: notice.clearDays ?? null,
        verdict: notice.verdict,
        settled: planned.settled?.how ?? null,
        source: planned.source,
        seen: planned.seen,
        basis: planned.basis,
      },
    };
  },
});

function settledWords({ settled }: Planned): string {
  if (!settled) return "";
  const how = settled.how === "decided" ? "That it was decided was" : "It was withdrawn, as";
  return ` ${how} entered on ${formatCivilDate(settled.on)}.${settled.words ? ` ${settled.words}` : ""}`;
}

async function factsOf(asking: Asking, planned: Planned) {
  const { organisation, board } = planned;
  const setting = planned.keyDecision
    ? settingOn(await listKeySettings(asking.db, organisation.id), planned.givenOn)
    : undefined;
  const fact = (label: string, value: Sentence | undefined) =>
    value === undefined ? [] : [{ label, value }];
  return [
    ...fact("Body", [{ text: organisation.name, href: `/organisations/${organisation.slug}` }]),
    ...fact("Who decides", board ? [{ text: board.name, href: `/boards/${board.slug}` }] : planned.decider),
    ...fact("Announced", formatCivilDate(planned.givenOn)),
    ...(planned.keyDecision
      ? fact(
          "What counts as a key decision there",
          setting
            ? `${setting.words} (its setting from ${formatCivilDate(setting.from)})`
            : "The council's own setting is not entered here",
        )
      : []),
    ...fact("Documents that will be considered", planned.documents),
    ...fact("How to ask for them", planned.contact),
  ];
}

function actionsOf(planned: Planned, verdict: string): readonly PageAction[] {
  if (planned.settled) return [];
  const act = (text: string, path: string, command: string): PageAction => ({
    text,
    href: `${plannedHref(planned.slug)}/${path}`,
    command: `decisions.${command}`,
    resource: resourceOfPlanned(planned),
  });
  return [
    ...(verdict === "short" && !planned.shorter
      ? [act("Publish why notice is shorter", "shorter-notice", "note-shorter-notice")]
      : []),
    act("Say what became of it", "settle", "settle-planned"),
  ];
}

/** On a board's page: what it is to decide. */
export const boardForwardPlanPanel: Panel = {
  name: "decisions.board-forward-plan",
  on: "board",
  order: 24,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const [board] = subject ? await listBoardsById(asking.db, [subject.id]) : [];
    if (!board) return undefined;
    const lines = await linesOf(asking, { boardId: board.id, illustrative: true });
    const { organisation } = board;
    const keeps = board.completeness === "kept-here" && organisation !== undefined;
    if (lines.length === 0 && !keeps) return undefined;
    return {
      heading: "Forward plan",
      answer: answerOf(lines, asking),
      ...(lines.length > 0 && { table: tableOf(lines, { name: "forward-plan", empty: "" }) }),
      sections: keeps
        ? [
            {
              kind: "list",
              items: [
                [
                  "For those who keep it: ",
                  {
                    text: "announce a decision to come",
                    href: `/organisations/${organisation.slug}/forward-plan/add`,
                  },
                ],
              ],
            },
          ]
        : [],
      href: "/forward-plan",
      subjects: [anyOfKind("decisions", "planned"), anyOfKind("meetings", "meeting")],
      json: { decisions: lines.map(({ title, from, href }) => ({ title, from, href })) },
    };
  },
};
