import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  NotFound,
  anyOfKind,
  defineCommand,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormModel,
  type PolicyResource,
  type SubjectRef,
} from "../../kernel/index.ts";
import { findResolution, resolutionRef, type Resolution } from "../../meetings/index.ts";
import { boardRef, listBoards, listOrganisationsById, type Organisation } from "../../place/index.ts";
import { calledInInWords, callInOutcomes, whyNoCallIn, type CallIn } from "../call-in.ts";
import { callInSchema, settleCallInSchema, type MakeCallIn, type SettleCallIn } from "../schema-changes.ts";
import { findCallIn, insertCallIn, settleCallIn } from "../store-changes.ts";
import { lowerFirst } from "../words.ts";
import { listBarredAccounts } from "../store-interests.ts";
import { bodyRef, choicesOf, doneOn, formOn, textIn, type Input, type Said } from "./act.ts";
import { getCommittee } from "./found.ts";

/** What the policies are told of a council in its part as scrutineer, with the accounts that the law bars from it. */
export async function resourceOfCouncil(
  db: Db,
  council: Organisation | undefined,
): Promise<PolicyResource | undefined> {
  if (!council || !council.kind.endsWith("council")) return undefined;
  return {
    ref: { module: "scrutiny", kind: "council", id: council.id },
    keepers: [council.id],
    barred: await listBarredAccounts(db, { councilIds: [council.id] }),
    keptHere: council.keptHere,
    illustrative: council.basis === "illustrative",
  };
}

async function decidingCouncil(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const resolution = await findResolution(db, textIn(input, "resolution"));
  const [council] = resolution?.organisation
    ? await listOrganisationsById(db, [resolution.organisation.id])
    : [];
  return await resourceOfCouncil(db, council);
}

async function getResolution(db: Db, slug: string): Promise<Resolution> {
  const found = await findResolution(db, slug);
  if (found) return found;
  throw new NotFound("scrutiny.no-such-decision", { message: `There is no decision “${slug}” here.` });
}

/** Scrutiny calls a decision of its council's executive in, within the days of the council's own rule. */
export const callInCommand: Command = defineCommand<MakeCallIn>({
  name: "scrutiny.call-in",
  title: "Call a decision in",
  about:
    "Calls an executive decision in before its deadline; until scrutiny has heard it, nobody may act on it.",
  schema: callInSchema,
  path: "/resolutions/:resolution/call-in",
  resource: decidingCouncil,
  form: async ({ db, params, today }) => {
    const resolution = await findResolution(db, params["resolution"] ?? "");
    if (!resolution?.organisation) return undefined;
    const why = whyNoCallIn(resolution, today);
    const committees = await listBoards(db, {
      kind: "scrutiny-committee",
      organisationId: resolution.organisation.id,
      at: today,
      illustrative: true,
    });
    return resolutionForm(resolution, {
      title: "Call this decision in",
      submit: "Call it in",
      intro:
        why ??
        `It can be called in until ${formatCivilDate(resolution.callInUntil ?? today)}. Until scrutiny has heard it, nobody may act on it (Local Government Act 2000 s9F).`,
      fields: [
        {
          name: "board",
          widget: {
            kind: "select",
            options: committees.map(({ slug, name }) => ({ value: slug, text: name })),
          },
        },
        { name: "byWhom", widget: { kind: "text" } },
        { name: "reasons", widget: { kind: "textarea", rows: 4 } },
      ],
    });
  },
  run: async (acting: Acting, input: MakeCallIn): Promise<Done> => {
    const { tx, today } = acting;
    const resolution = await getResolution(tx, input.resolution);
    const why = whyNoCallIn(resolution, today);
    if (why !== undefined) throw new Conflict("scrutiny.no-call-in", { message: why });
    const { board, councils } = await getCommittee(tx, input.board);
    if (!councils.some(({ id }) => id === resolution.organisation?.id))
      throw new Invalid([
        {
          code: "scrutiny.other-council",
          field: "board",
          message: `${board.name} is no committee of the council that decided this.`,
        },
      ]);
    const callIn: CallIn = {
      id: newUuid(millisOf(acting.clock.now())),
      resolutionId: resolution.id,
      proposalIds: await proposalsOf(acting, resolution),
      boardId: board.id,
      reasons: input.reasons,
      byWhom: input.byWhom,
      calledOn: today,
      until: resolution.callInUntil ?? today,
      audience: resolution.audience,
    };
    if (!(await insertCallIn(tx, callIn)))
      throw new Conflict("scrutiny.called-in", {
        message: "This decision was called in before. It is called in once.",
      });
    return callInDone(resolution, {
      kind: "scrutiny.decision-called-in",
      summary: `${board.name} called in “${resolution.title}”, decided on ${formatCivilDate(resolution.decidedOn)}.`,
      body: { committee: board.slug, byWhom: input.byWhom, reasons: input.reasons, until: callIn.until },
      message: calledInInWords(callIn),
      subjects: [boardRef(board)],
    });
  },
});

/** The proposals that a decision decides. */
async function proposalsOf({ links, tx }: Acting, resolution: Resolution): Promise<readonly string[]> {
  const around = await links.listAround(tx, resolutionRef(resolution));
  return around.flatMap(({ kind, to }) =>
    kind === "decides" && to.module === "decisions" && to.kind === "proposal" ? [to.id] : [],
  );
}

/** Scrutiny says what it came to: the decision stands, goes back, or goes to the full council. */
export const settleCallInCommand: Command = defineCommand<SettleCallIn>({
  name: "scrutiny.settle-call-in",
  title: "Say what a call-in came to",
  about: "Says what scrutiny decided on a decision that was called in; only one that stands may be acted on.",
  schema: settleCallInSchema,
  path: "/resolutions/:resolution/call-in/settle",
  resource: decidingCouncil,
  form: async ({ db, params }) => {
    const resolution = await findResolution(db, params["resolution"] ?? "");
    const callIn = resolution && (await findCallIn(db, resolution.id));
    return (
      resolution &&
      callIn &&
      resolutionForm(resolution, {
        title: "What the call-in came to",
        submit: "Keep it",
        intro: callIn.reasons,
        fields: [
          { name: "outcome", widget: { kind: "radios", options: choicesOf(callInOutcomes) } },
          { name: "words", widget: { kind: "textarea", rows: 4 } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: SettleCallIn): Promise<Done> => {
    const resolution = await getResolution(acting.tx, input.resolution);
    const callIn = await findCallIn(acting.tx, resolution.id);
    const { outcome, words } = input;
    if (!callIn || !(await settleCallIn(acting.tx, callIn.id, { outcome, words, on: acting.today })))
      throw new Conflict("scrutiny.call-in-settled", {
        message: callIn ? calledInInWords(callIn) : "This decision was not called in.",
      });
    return callInDone(resolution, {
      kind: "scrutiny.call-in-settled",
      summary: `Called in, “${resolution.title}”: ${lowerFirst(callInOutcomes[outcome])}. ${words}`,
      body: { outcome, words },
      message: `${callInOutcomes[outcome]}.`,
    });
  },
});

function resolutionForm(resolution: Resolution, form: Omit<FormModel, "illustrative" | "trail">): FormModel {
  return formOn(
    resolution,
    [
      { text: "Decisions", href: "/resolutions" },
      { text: resolution.title, href: `/resolutions/${resolution.slug}` },
    ],
    form,
  );
}

function callInDone(
  resolution: Resolution,
  { subjects = [], ...said }: Said & { readonly subjects?: readonly SubjectRef[] },
): Done {
  return doneOn(
    {
      subject: resolutionRef(resolution),
      href: `/resolutions/${resolution.slug}`,
      audience: resolution.audience,
      named: { resolution: resolution.slug },
      about: [...(resolution.organisation ? [bodyRef(resolution.organisation.id)] : []), ...subjects],
      changed: [anyOfKind("meetings", "resolution"), anyOfKind("decisions", "proposal")],
    },
    said,
  );
}
