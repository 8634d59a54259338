import {
  Conflict,
  Invalid,
  defineCommand,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormModel,
} from "../../kernel/index.ts";
import {
  asSentence,
  findArea,
  findBoard,
  findLatestOrganisation,
  type MayDecide,
} from "../../place/index.ts";
import {
  chosenFrom,
  deciderChoices,
  deciderName,
  decidingDay,
  mayDecideOf,
  missingText,
  mostLocalText,
  namedAmong,
  type DeciderWords,
} from "../decider.ts";
import { isDecided, type Proposal } from "../proposal.ts";
import { nameDeciderSchema, type NameDecider } from "../schema-proposals.ts";
import { changeProposal } from "../store-change.ts";
import { fileOf, findProposal } from "../store-proposals.ts";
import { isHigher } from "../subsidiarity.ts";
import { onProposal, proposalDone, proposalResource, proposalToChange } from "./proposal-act.ts";
import { wordProblem } from "./proposal-words.ts";

/** Names who decides a proposal: one of those whom a power leads to, or on a source where that cannot be told. */
export const nameDeciderCommand: Command = defineCommand<NameDecider>({
  name: "decisions.name-decider",
  title: "Name who decides a proposal",
  about:
    "Names the body, board or office that is to decide: one of those who may by the powers held here, with the reason where it is not the most local; where who may cannot be told, another with its source.",
  schema: nameDeciderSchema,
  path: "/decisions/:slug/decider",
  resource: proposalResource,
  form: onProposal(async (proposal, { db, today }) => {
    const may = await mayDecideOf(db, proposal, decidingDay(await fileOf(db, proposal), today));
    return {
      title: "Name who decides",
      intro: introOf(may),
      submit: "Name it",
      values: valuesOf(may, proposal),
      fields: fieldsFor(may),
    };
  }),
  run: nameDecider,
});

function introOf(may: MayDecide): string {
  const how =
    may.verdict === "known"
      ? "Only these can be named; a power that was passed on is entered under Powers first."
      : "Whoever is not listed can be named with the source that says that it may.";
  return `${may.sentence} ${how}`;
}

function fieldsFor(may: MayDecide): FormModel["fields"] {
  return [
    ...(may.deciders.length === 0
      ? []
      : [{ name: "decider", widget: { kind: "radios" as const, options: deciderChoices(may) } }]),
    ...(may.verdict === "known"
      ? []
      : [
          { name: "otherDecider", widget: { kind: "text" as const } },
          { name: "otherSource", widget: { kind: "text" as const } },
        ]),
    { name: "higherWhy", widget: { kind: "textarea" as const, rows: 3 } },
    { name: "version", widget: { kind: "hidden" as const } },
  ];
}

function valuesOf(may: MayDecide, proposal: Proposal): Readonly<Record<string, string>> {
  const named = namedAmong(may, proposal);
  const through = named?.governing.find(({ id }) => id === proposal.deciderBoard?.id);
  return {
    decider: through ? `board:${through.slug}` : (named?.key ?? ""),
    otherDecider: proposal.deciderSource === undefined ? "" : (deciderName(proposal) ?? ""),
    otherSource: proposal.deciderSource ?? "",
    higherWhy: proposal.higherWhy ?? "",
    version: String(proposal.version),
  };
}

async function nameDecider(acting: Acting, input: NameDecider): Promise<Done> {
  const { tx, today } = acting;
  const file = await proposalToChange(acting, input.slug, input.version);
  const { proposal } = file;
  if (isDecided(proposal))
    throw new Conflict("decisions.decided-already", {
      message: `“${proposal.title}” is decided or withdrawn, so who decides it no longer changes.`,
    });
  const may = await mayDecideOf(tx, proposal, decidingDay(file, today));
  const decider =
    input.otherDecider === undefined
      ? fromList(may, proposal, input)
      : await fromSource(tx, { may, proposal, input });
  await changeProposal(tx, proposal, { decider });
  const now = await findProposal(tx, proposal.slug);
  if (now === undefined) throw new Error("What was changed cannot be read back.");
  const name = deciderName(now) ?? "";
  const why = now.higherWhy === undefined ? "" : ` Why not more locally: ${now.higherWhy}`;
  const source = now.deciderSource === undefined ? "" : ` Source: ${asSentence(now.deciderSource)}`;
  return proposalDone(now, {
    kind: "decisions.decider-named",
    summary: `${name} is named to decide the proposal “${now.title}”.${source}${why}`,
    message: `${name} is named to decide it. The page shows by what right, and the reason where one was asked for.`,
    body: {
      decider: name,
      right: now.deciderRight ?? null,
      source: now.deciderSource ?? null,
      notHeld: now.deciderMissing ?? null,
      higherWhy: now.higherWhy ?? null,
      mayDecide: may.deciders.map((one) => one.name),
    },
  });
}

function fromList(may: MayDecide, proposal: Proposal, { decider, higherWhy }: NameDecider): DeciderWords {
  const whom =
    may.deciders.length === 0
      ? `Who may decide it cannot be told here. ${missingText(may)} Name who decides under “Somebody who is not listed”, with the source.`
      : "Choose who decides it.";
  if (decider === undefined)
    throw new Invalid([wordProblem(may.deciders.length === 0 ? "otherDecider" : "decider", whom)]);
  const chosen = chosenFrom(may, decider);
  if (chosen === undefined)
    throw new Invalid([
      wordProblem(
        "decider",
        `“${decider}” is not among those who may decide this in ${proposal.area.name}, as held here. If the power was passed on to it, enter that under Powers first.`,
      ),
    ]);
  const { one, boardId } = chosen;
  if (!one.mostLocal && higherWhy === undefined)
    throw new Invalid([
      wordProblem(
        "higherWhy",
        one.part === undefined
          ? `${one.name} is not the most local of those who may decide it. Say why it is not ${mostLocalText(may)}.`
          : `${one.name} may decide it for ${one.part} only. Say why it is not ${mostLocalText(may)}.`,
      ),
    ]);
  return {
    organisationId: one.organisation?.id,
    boardId,
    post: one.post,
    words: one.organisation || one.board ? undefined : one.name,
    right: one.right,
    higherWhy: one.mostLocal ? undefined : higherWhy,
  };
}

async function fromSource(
  db: Db,
  of: { readonly may: MayDecide; readonly proposal: Proposal; readonly input: NameDecider },
): Promise<DeciderWords> {
  const { may, proposal, input } = of;
  const { otherDecider: said = "", otherSource: source, higherWhy } = input;
  const problems = [
    ...(may.verdict === "known"
      ? [
          wordProblem(
            "otherDecider",
            `Who may decide it is held here: “${said}” is not among them. Choose one of them; if the power was passed on, enter that under Powers first.`,
          ),
        ]
      : []),
    ...(source === undefined
      ? [wordProblem("otherSource", `Say where it is written that “${said}” may decide it.`)]
      : []),
    ...(input.decider === undefined
      ? []
      : [wordProblem("decider", "Choose one of the list or name somebody else, not both.")]),
  ];
  if (problems.length > 0) throw new Invalid(problems);
  const board = await findBoard(db, said);
  const organisation = await findLatestOrganisation(db, board?.organisation?.slug ?? said);
  const listed = may.deciders.find((one) =>
    board ? one.board?.id === board.id : organisation !== undefined && one.key === `organisation:${said}`,
  );
  if (listed !== undefined)
    throw new Invalid([wordProblem("otherDecider", `${listed.name} is in the list. Choose it there.`)]);
  const held = board ?? organisation;
  if (held !== undefined && (held.basis === "illustrative") !== (proposal.basis === "illustrative"))
    throw new Invalid([
      wordProblem(
        "otherDecider",
        "What is made up and what is real are never mixed. Name a body of the same sort as the proposal.",
      ),
    ]);
  const slug = held?.area?.slug ?? organisation?.area?.slug;
  const kind = slug === undefined ? undefined : (await findArea(db, slug))?.kind;
  if (held !== undefined && isHigher(kind, proposal.area.kind) && higherWhy === undefined)
    throw new Invalid([
      wordProblem(
        "higherWhy",
        `${held.name} decides for more than ${proposal.area.name}. Say why it is not decided there.`,
      ),
    ]);
  return {
    organisationId: organisation?.id,
    boardId: board?.id,
    words: held === undefined ? said : undefined,
    source,
    missing: missingText(may),
    higherWhy,
  };
}
