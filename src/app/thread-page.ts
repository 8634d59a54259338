import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  capital,
  countOf,
  definePage,
  isModuleName,
  listInWords,
  subjectText,
  type Page,
  type PageModel,
  type Panel,
  type PanelModel,
  type Row,
  type Section,
  type Sentence,
  type SubjectRef,
  type TableModel,
} from "../kernel/index.ts";
import { followThread, linkInWords, threadSteps, type ThreadThing } from "./thread.ts";

/** The address of the thread on which a thing lies. */
function threadHref({ module, kind, id }: SubjectRef): string {
  return `/threads/${module}/${kind}/${id}`;
}

/** One thread: from what set it off to what came of it, by the links between things of every module. */
export const threadPage: Page = definePage({
  name: "app.thread",
  path: "/threads/:module/:kind/:id",
  about:
    "Everything that hangs together with one thing: what set it off, proposal, decision, money, priority, result.",
  params: z.object({ module: z.string().max(30), kind: z.string().max(50), id: z.string().max(200) }),
  json: z.object({
    about: z.string(),
    items: z.array(
      z.object({
        step: z.string(),
        title: z.string(),
        kind: z.string(),
        href: z.string(),
        link: z.string().nullable(),
        linkedTo: z.string().nullable(),
        on: z.iso.date().nullable(),
        illustrative: z.boolean(),
      }),
    ),
  }),
  formats: ["csv", "atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    if (!isModuleName(params.module)) return undefined;
    const start: SubjectRef = { module: params.module, kind: params.kind, id: params.id };
    const thread = await followThread(asking, start);
    const first = thread?.things.find(({ by }) => by === undefined)?.described;
    if (!thread || !first) return undefined;
    const { things, cut } = thread;
    const titleOf = (ref: SubjectRef): string =>
      things.find(({ described }) => subjectText(described.ref) === subjectText(ref))?.described.title ?? "";
    return {
      title: `The thread of “${first.title}”`,
      kicker: "Thread",
      illustrative: first.illustrative,
      answer: answerOf(things),
      table: tableOf(things, titleOf),
      sections: [...missingSection(things), ...cutSection(cut)],
      trail: [{ text: first.title, href: first.href }],
      sources: [{ text: "Links that were recorded on this site, each with the act that made it" }],
      subjects: things.map(({ described }) => described.ref),
      check: `/record/of/${subjectText(start)}`,
      json: {
        about: subjectText(start),
        items: things.map((thing) => ({
          step: thing.step,
          title: thing.described.title,
          kind: thing.described.kindLabel,
          href: thing.described.href,
          link: linkInWords(thing) ?? null,
          linkedTo: thing.by ? subjectText(thing.by.other) : null,
          on: thing.by?.link.on ?? null,
          illustrative: thing.described.illustrative,
        })),
      },
    };
  },
});

const mainSteps = threadSteps.filter(({ key }) => key !== "other");

function missingOf(things: readonly ThreadThing[]): readonly string[] {
  return mainSteps.filter(({ key }) => !things.some(({ step }) => step === key)).map(({ none }) => none);
}

function answerOf(things: readonly ThreadThing[]): Sentence {
  const began = things[0];
  if (things.length === 1 || !began)
    return "Nothing else is linked to this yet, so the thread has one thing on it.";
  return [
    { strong: capital(countOf(things.length, "thing")) },
    " hang together here, beginning with ",
    { text: began.described.title, href: began.described.href },
    `. They reach ${listInWords(mainSteps.filter(({ key }) => things.some(({ step }) => step === key)).map(({ label }) => label.toLowerCase()))}.`,
  ];
}

function tableOf(things: readonly ThreadThing[], titleOf: (ref: SubjectRef) => string): TableModel {
  return {
    caption: "From what set it off to what came of it",
    columns: [
      { key: "step", label: "Step", kind: "text" },
      { key: "thing", label: "What", kind: "link" },
      { key: "kind", label: "Sort of thing", kind: "text" },
      { key: "link", label: "How it is linked", kind: "text" },
      { key: "on", label: "Since", kind: "date" },
    ],
    rows: things.map((thing): Row => {
      const words = linkInWords(thing);
      return {
        step: threadSteps.find(({ key }) => key === thing.step)?.label,
        thing: {
          text: thing.described.title,
          href: thing.described.href,
          ...(thing.described.illustrative && { tag: "Illustrative" }),
        },
        kind: thing.described.kindLabel,
        link: thing.by && words ? `It ${words} “${titleOf(thing.by.other)}”` : "The thing asked about",
        on: thing.by?.link.on,
      };
    }),
    rowsPerPage: 40,
    empty: "Nothing is linked.",
  };
}

function missingSection(things: readonly ThreadThing[]): readonly Section[] {
  const missing = missingOf(things);
  if (missing.length === 0 || things.length === 1) return [];
  return [
    {
      kind: "words",
      heading: "What is not linked",
      paragraphs: [
        `On this thread ${listInWords(missing)} ${missing.length === 1 ? "is" : "are"} linked yet. That a thing is not linked does not say that it does not exist: only links that somebody recorded are followed.`,
      ],
    },
  ];
}

function cutSection(cut: boolean): readonly Section[] {
  return cut
    ? [
        {
          kind: "words",
          paragraphs: ["The thread is longer than is shown here; follow it from one of its things."],
        },
      ]
    : [];
}

/** On a decision's page: the way to its thread, where it has one. */
export const threadPanel: Panel = {
  name: "app.thread",
  on: "decision",
  order: 90,
  async load(asking, subject): Promise<PanelModel | undefined> {
    if (!subject) return undefined;
    const thread = await followThread(asking, subject);
    if (!thread || thread.things.length < 2) return undefined;
    const others = thread.things.filter(({ by }) => by !== undefined);
    const last = others.findLast(({ by }) => by?.link.on !== undefined)?.by?.link.on;
    return {
      heading: "The thread",
      answer: `${capital(countOf(others.length, "other thing"))} ${others.length === 1 ? "hangs" : "hang"} together with this${last ? `, the latest since ${formatCivilDate(last)}` : ""}.`,
      sections: [
        {
          kind: "list",
          items: others
            .slice(0, 8)
            .map((thing): Sentence => [
              `${threadSteps.find(({ key }) => key === thing.step)?.label ?? ""}: `,
              { text: thing.described.title, href: thing.described.href },
            ]),
        },
      ],
      href: threadHref(subject),
      subjects: thread.things.map(({ described }) => described.ref),
      json: { things: others.map(({ described }) => described.href) },
    };
  },
};
