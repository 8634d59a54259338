import {
  anyOfKind,
  defineCommand,
  Invalid,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Done,
  type FormModel,
  type Problem,
} from "../../kernel/index.ts";
import { areaRef, findArea, organisationRef, type Area, type Organisation } from "../../place/index.ts";
import { claimHref, claimRef } from "../claim.ts";
import { practiceHref, practiceRef, type Copy, type Practice } from "../practice.ts";
import {
  copyPracticeSchema,
  reportCopySchema,
  type CopyPractice,
  type ReportCopy,
} from "../practice-schema.ts";
import { listClaims } from "../store-claims.ts";
import { insertCopy, keepOutcome, listCopies, listPractice } from "../store-practice.ts";
import { areaResource, keeperActing } from "./found.ts";

/** A place says that it copied what another place did. */
export const copyPracticeCommand: Command = defineCommand({
  name: "priorities.copy-practice",
  title: "Say that a practice was copied",
  about: "Says that an area copied what another place did, since when, and what it did differently.",
  schema: copyPracticeSchema,
  path: "/areas/:area/practice/add",
  resource: areaResource,
  form: async ({ db, params }) => {
    const area = await findArea(db, params["area"] ?? "");
    if (!area) return undefined;
    const taken = new Set((await listCopies(db, { areaId: area.id })).map((one) => one.practice));
    const open = (await listPractice(db)).filter((one) => one.areaId !== area.id && !taken.has(one.slug));
    return formOf(area, {
      title: `What ${area.name} copied`,
      intro: "It shows on the page of the practice, in your words, with what came of it once you say so.",
      submit: "Say that it was copied",
      fields: [
        { name: "practice", widget: { kind: "select", options: open.map(optionOf) } },
        { name: "since", widget: { kind: "text", width: 20 } },
        { name: "changed", widget: { kind: "textarea", rows: 3 } },
      ],
    });
  },
  run: async (acting: Acting, input: CopyPractice): Promise<Done> => {
    const { tx, today, clock } = acting;
    const area = (await findArea(tx, input.area))!;
    const keeper = await keeperActing(acting, area);
    const [practice] = await listPractice(tx, { slugs: [input.practice] });
    const earlier = (await listCopies(tx, { areaId: area.id })).some(
      (one) => one.practice === input.practice,
    );
    const problems = [
      ...(practice ? [] : [problem("practice", "There is no such practice here. Choose one of the list.")]),
      ...(practice?.areaId === area.id
        ? [problem("practice", `${practice.name} is ${area.name}'s own practice.`)]
        : []),
      ...(earlier
        ? [problem("practice", `${area.name} has said so already. Say what came of it instead.`)]
        : []),
    ];
    if (problems.length > 0 || !practice) throw new Invalid(problems);
    await insertCopy(tx, {
      id: newUuid(millisOf(clock.now())),
      practice: practice.slug,
      areaId: area.id,
      by: keeper.id,
      enteredOn: today,
      since: input.since,
      changed: input.changed,
      basis: area.basis === "illustrative" ? "illustrative" : "kept-here",
    });
    return done(practice, {
      area,
      keeper,
      message: `It is said on the page of ${practice.name}. Say what came of it once that can be told.`,
      kind: "priorities.practice-copied",
      summary: `${keeper.name} says that ${area.name} copied “${practice.name}” of ${practice.where} (${input.since}): ${input.changed}`,
      body: { since: input.since, changed: input.changed },
    });
  },
});

/** What came of a practice that was copied. */
export const reportCopyCommand: Command = defineCommand({
  name: "priorities.report-copy",
  title: "Say what came of a copied practice",
  about:
    "Says what came of a practice that an area copied, if possible with a claim that holds it against the figures.",
  schema: reportCopySchema,
  path: "/areas/:area/practice/report",
  resource: areaResource,
  form: async ({ db, params }) => {
    const area = await findArea(db, params["area"] ?? "");
    const copies = area ? await listCopies(db, { areaId: area.id }) : [];
    if (!area || copies.length === 0) return undefined;
    const held = await listPractice(db, { slugs: copies.map((one) => one.practice) });
    const claims = await listClaims(db, { areaId: area.id });
    return formOf(area, {
      title: "What came of it",
      intro: "Good or bad: other places decide by it. What was said before stays in the record.",
      submit: "Say what came of it",
      fields: [
        { name: "practice", widget: { kind: "select", options: held.map(optionOf) } },
        { name: "words", widget: { kind: "textarea", rows: 3 } },
        {
          name: "claim",
          widget: {
            kind: "select",
            options: [
              { value: "", text: "None" },
              ...claims
                .filter(({ withdrawn }) => !withdrawn)
                .map(({ slug, title }) => ({ value: slug, text: title })),
            ],
          },
        },
      ],
    });
  },
  run: async (acting: Acting, input: ReportCopy): Promise<Done> => {
    const { tx, today } = acting;
    const area = (await findArea(tx, input.area))!;
    const keeper = await keeperActing(acting, area);
    const copy = (await listCopies(tx, { areaId: area.id })).find((one) => one.practice === input.practice);
    const [practice] = await listPractice(tx, { slugs: [input.practice] });
    const claim = (await listClaims(tx, { areaId: area.id })).find(({ slug }) => slug === input.claim);
    const problems = [
      ...(copy && practice ? [] : [problem("practice", `${area.name} has not said that it copied this.`)]),
      ...(input.claim !== undefined && !claim
        ? [
            problem(
              "claim",
              `There is no claim “${input.claim}” about ${area.name}. Enter it first, or leave it empty.`,
            ),
          ]
        : []),
    ];
    if (problems.length > 0 || !copy || !practice) throw new Invalid(problems);
    await keepOutcome(tx, copy.id, { words: input.words, on: today, ...(claim && { claim: claim.slug }) });
    return done(practice, {
      area,
      keeper,
      message: `It is said on the page of ${practice.name}.`,
      kind: "priorities.copy-reported",
      summary: `${keeper.name} says what came of “${practice.name}” in ${area.name}: ${input.words}`,
      body: {
        words: input.words,
        claim: claim ? claimHref(claim.slug) : null,
        was: copy.came?.words ?? null,
      },
      ...(claim && { claim: claim.slug }),
    });
  },
});

function formOf(area: Area, rest: Pick<FormModel, "title" | "intro" | "submit" | "fields">): FormModel {
  return {
    ...rest,
    illustrative: area.basis === "illustrative",
    trail: [
      { text: "Areas", href: "/areas" },
      { text: area.name, href: `/areas/${area.slug}` },
    ],
  };
}

function optionOf({ slug, name, where }: Practice): { readonly value: string; readonly text: string } {
  return { value: slug, text: `${name}, ${where}` };
}

function done(
  practice: Practice,
  act: {
    readonly area: Area;
    readonly keeper: Organisation;
    readonly message: string;
    readonly kind: string;
    readonly summary: string;
    readonly body: Readonly<Record<string, string | null>>;
    readonly claim?: Required<Copy>["came"]["claim"];
  },
): Done {
  const { area, keeper, message, kind, summary, body, claim } = act;
  return {
    message,
    href: practiceHref(practice.slug),
    subject: practiceRef(practice.slug),
    changed: [anyOfKind("priorities", "practice")],
    entry: {
      kind,
      summary,
      subjects: [
        practiceRef(practice.slug),
        areaRef(area),
        organisationRef(keeper),
        ...(claim ? [claimRef(claim)] : []),
      ],
      body: { practice: practice.slug, area: area.slug, ...body },
    },
  };
}

function problem(field: string, message: string): Problem {
  return { code: "priorities.practice", field, message };
}
