import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  Invalid,
  defineCommand,
  millisOf,
  slugOf,
  type Acting,
  type Command,
  type Done,
  type Problem,
} from "../../kernel/index.ts";
import { findBoard, isCouncil, type Board, type Organisation } from "../../place/index.ts";
import { dueInWords, noticeOf } from "../forward-plan.ts";
import { planDecisionSchema, type PlanDecision } from "../forward-plan-schema.ts";
import { addPlanned } from "../store-forward-plan.ts";
import { lawHolidays } from "../store-law.ts";
import { choicesOf } from "../words.ts";
import { boardChoices, bodyResource, getBody, onBody } from "./body-act.ts";
import { getPlanned, plannedDone } from "./forward-plan-act.ts";
import { enteredHere } from "./proposal-act.ts";

const yesNo = choicesOf({ yes: "Yes", no: "No" });

/** Announces a decision that is to be taken; of a key one this is the notice. */
export const planDecisionCommand: Command = defineCommand<PlanDecision>({
  name: "decisions.plan-decision",
  title: "Announce a decision to come",
  about:
    "Puts a decision into the forward plan; of a key decision this is the notice that the law asks 28 clear days before.",
  schema: planDecisionSchema,
  path: "/organisations/:slug/forward-plan/add",
  resource: bodyResource,
  form: onBody(async (organisation, { db, today }) => ({
    title: "Announce a decision to come",
    intro: `To be decided for ${organisation.name}. Everybody can read it at once.`,
    submit: "Announce it",
    values: { keyDecision: "no" },
    fields: [
      { name: "title", widget: { kind: "text" } },
      { name: "words", widget: { kind: "textarea", rows: 4 } },
      {
        name: "board",
        widget: { kind: "select", options: await boardChoices(db, organisation, today) },
        hint: "Left out: an office decides.",
      },
      { name: "decider", widget: { kind: "text" } },
      { name: "dueFrom", widget: { kind: "date" } },
      { name: "dueUntil", widget: { kind: "date" } },
      { name: "keyDecision", widget: { kind: "radios", options: yesNo } },
      { name: "documents", widget: { kind: "textarea", rows: 3 } },
      { name: "contact", widget: { kind: "text" } },
    ],
  })),
  run: runPlan,
});

async function runPlan(acting: Acting, input: PlanDecision): Promise<Done> {
  const { tx, today, clock } = acting;
  const organisation = await getBody(tx, input.slug);
  const board = input.board === undefined ? undefined : await findBoard(tx, input.board);
  const key = input.keyDecision === "yes";
  const problems = problemsOf(input, { organisation, board, today });
  if (problems.length > 0) throw new Invalid(problems);
  const { title, words, dueFrom, documents, contact } = input;
  const { slug } = await addPlanned(
    tx,
    {
      slugBase: `${slugOf(title).slice(0, 80).replace(/-$/u, "")}-${dueFrom}`,
      organisationId: organisation.id,
      boardId: board?.id,
      title,
      words,
      decider: board?.name ?? input.decider ?? "",
      dueFrom,
      dueUntil: input.dueUntil ?? dueFrom,
      keyDecision: key,
      givenOn: today,
      audience: organisation.audience,
      from: enteredHere(acting, organisation),
      ...(documents && { documents }),
      ...(contact && { contact }),
    },
    millisOf(clock.now()),
  );
  const planned = await getPlanned(tx, slug);
  const notice = noticeOf(planned, lawHolidays());
  return plannedDone(planned, {
    kind: "decision-planned",
    summary: `${planned.decider} of ${organisation.name} is to decide ${dueInWords(planned)}: ${title}${key ? " (key decision)" : ""}.`,
    message: `It stands in the forward plan. ${notice.words}`,
    body: {
      title,
      words,
      decider: planned.decider,
      dueFrom,
      dueUntil: planned.dueUntil,
      keyDecision: key,
      documents: documents ?? null,
      contact: contact ?? null,
      clearDays: notice.clearDays ?? null,
      verdict: notice.verdict,
    },
  });
}

/** What is wrong with an announcement besides its form: whose board it is, and who takes key decisions at all. */
function problemsOf(
  input: PlanDecision,
  of: {
    readonly organisation: Organisation;
    readonly board: Board | undefined;
    readonly today: CivilDate;
  },
): readonly Problem[] {
  const { organisation, board, today } = of;
  const key = input.keyDecision === "yes";
  const problem = (field: string, message: string) => ({ code: "decisions.forward-plan", field, message });
  return [
    ...(input.board !== undefined && board?.organisation?.id !== organisation.id
      ? [problem("board", `“${input.board}” is no board of ${organisation.name} here.`)]
      : []),
    ...(input.dueFrom < today
      ? [problem("dueFrom", `${formatCivilDate(input.dueFrom)} is past. What is decided already is no plan.`)]
      : []),
    ...(key && !isCouncil(organisation)
      ? [
          problem(
            "keyDecision",
            `${organisation.name} is no council: key decisions are a council's executive's.`,
          ),
        ]
      : []),
    ...(key && board && board.kind !== "cabinet"
      ? [
          problem(
            "keyDecision",
            `${board.name} is not the executive: what it decides is no key decision (SI 2012/2089 reg 8).`,
          ),
        ]
      : []),
  ];
}
