import {
  Conflict,
  Invalid,
  defineCommand,
  millisOf,
  newUuid,
  slugOf,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import {
  areaRef,
  findArea,
  findLatestOrganisation,
  formatPounds,
  listParts,
  type Organisation,
} from "../../place/index.ts";
import { deciderGaps, deciderName, decidingDay, mayDecideOf } from "../decider.ts";
import { proposalKinds } from "../kinds.ts";
import {
  asThingsAre,
  effects,
  isDecided,
  proposalRef,
  reservedSlugs,
  type Effect,
  type Proposal,
  type ProposalFile,
} from "../proposal.ts";
import {
  editProposalSchema,
  registerProposalSchema,
  type EditProposal,
  type RegisterProposal,
} from "../schema-proposals.ts";
import {
  addEvent,
  changeProposal,
  insertProposal,
  listFunctionChoices,
  replaceOptions,
} from "../store-change.ts";
import { fileOf, findProposal } from "../store-proposals.ts";
import { bodyResource, getBody, onBody } from "./body-act.ts";
import { enteredHere, onProposal, proposalDone, proposalResource, proposalToChange } from "./proposal-act.ts";
import { readWords, wordProblem } from "./proposal-words.ts";

/** Registers a proposal of a body whose business is kept here. */
export const registerProposalCommand: Command = defineCommand<RegisterProposal>({
  name: "decisions.register-proposal",
  title: "Register a proposal",
  about:
    "Registers what a body may decide: what would change, where, the options, and the effects as far as known. Who decides is named in a step of its own, from those who may.",
  schema: registerProposalSchema,
  path: "/organisations/:slug/proposals/add",
  resource: bodyResource,
  form: onBody(async (organisation, asking) => ({
    title: "Register a proposal",
    intro: `It is made by ${organisation.name} and public at once. Write nothing that is exempt or names a person.`,
    submit: "Register it",
    fields: await fieldsFor(asking, organisation),
  })),
  run: register,
});

/** Changes the words of a proposal; once options are fixed, not the options. */
export const editProposalCommand: Command = defineCommand<EditProposal>({
  name: "decisions.edit-proposal",
  title: "Change a proposal",
  about:
    "Changes what is said of a proposal: its words, where it is, its options until they are fixed, its effects. Who decides stands only while it still may.",
  schema: editProposalSchema,
  path: "/decisions/:slug/edit",
  resource: proposalResource,
  form: onProposal(async (proposal, asking) => {
    const organisation =
      proposal.proposer && (await findLatestOrganisation(asking.db, proposal.proposer.slug));
    return (
      organisation && {
        title: "Change this proposal",
        submit: "Change it",
        values: valuesOf(await fileOf(asking.db, proposal)),
        fields: [
          ...(await fieldsFor(asking, organisation)),
          { name: "version", widget: { kind: "hidden" } as const },
        ],
      }
    );
  }),
  run: edit,
});

async function fieldsFor(
  { db, today }: Pick<FormAsking, "db" | "today">,
  organisation: Organisation,
): Promise<FormModel["fields"]> {
  const own = organisation.area && (await findArea(db, organisation.area.slug));
  const parts = own === undefined ? [] : (await listParts(db, own.id, today)).map(({ area }) => area);
  const lines = (rows: number) => ({ kind: "textarea" as const, rows });
  const none = { value: "", text: "Not said" };
  return [
    { name: "title", widget: { kind: "text" } },
    { name: "what", widget: lines(5) },
    {
      name: "kind",
      widget: {
        kind: "radios",
        options: proposalKinds.map(({ kind, title }) => ({ value: kind, text: title })),
      },
    },
    {
      name: "area",
      widget:
        own === undefined
          ? { kind: "text" }
          : {
              kind: "select",
              options: [...parts, own].map(({ slug, name }) => ({ value: slug, text: name })),
            },
    },
    { name: "areaWords", widget: { kind: "text" } },
    { name: "options", widget: lines(4) },
    {
      name: "function",
      widget: {
        kind: "select",
        options: [
          none,
          ...(await listFunctionChoices(db)).map(({ slug, name }) => ({ value: slug, text: name })),
        ],
      },
    },
    { name: "amount", widget: { kind: "text" } },
    { name: "decisionDueOn", widget: { kind: "date" } },
    ...(Object.keys(effects) as Effect[]).map((name) => ({ name, widget: lines(3) })),
  ];
}

function valuesOf({ proposal, options }: ProposalFile): Readonly<Record<string, string>> {
  return {
    title: proposal.title,
    what: proposal.what ?? "",
    kind: proposal.kind ?? "",
    area: proposal.area.slug,
    areaWords: proposal.areaWords ?? "",
    options: othersOf(options).join("\n"),
    function: proposal.function?.slug ?? "",
    amount: proposal.amount === undefined ? "" : formatPounds(proposal.amount),
    decisionDueOn: proposal.decisionDueOn ?? "",
    ...proposal.effects,
    version: String(proposal.version),
  };
}

function othersOf(options: ProposalFile["options"]): readonly string[] {
  return options.filter((option) => !option.asThingsAre).map(({ words }) => words);
}

async function register(acting: Acting, input: RegisterProposal): Promise<Done> {
  const { tx, clock, today } = acting;
  const organisation = await getBody(tx, input.slug);
  const { words, options, area } = await readWords(tx, input, organisation, today);
  const slug = slugOf(input.title).slice(0, 80).replace(/-$/, "");
  if (slug === "" || reservedSlugs.includes(slug) || (await findProposal(tx, slug)))
    throw new Invalid([
      wordProblem(
        "title",
        `There is something called “${input.title}” here already, or it has no letter in it. Choose another title.`,
      ),
    ]);
  const id = newUuid(millisOf(clock.now()));
  const from = enteredHere(acting, organisation);
  const held = { id, audience: organisation.audience };
  await insertProposal(tx, { ...held, slug, proposerId: organisation.id, words, from });
  await replaceOptions(tx, held, { asThingsAre, others: options, from });
  await addEvent(tx, held, {
    on: today,
    kind: "programme-start",
    what: `registered by ${organisation.name}`,
    state: "happened",
    from,
  });
  await acting.links.add(tx, { from: proposalRef({ id }), kind: "about", to: areaRef(area), on: today });
  const proposal = await findProposal(tx, slug);
  if (proposal === undefined) throw new Error("What was put in cannot be read back.");
  return proposalDone(proposal, {
    kind: "decisions.proposal-registered",
    summary: `${organisation.name} registered the proposal “${proposal.title}”.`,
    message:
      "The proposal is registered and public. Next: who decides it, its pathway, and who has been told.",
    body: bodyOf(proposal, options),
    subjects: [areaRef(area)],
  });
}

function bodyOf(
  proposal: Proposal,
  options: readonly string[],
): Readonly<Record<string, string | null | readonly string[]>> {
  return {
    title: proposal.title,
    what: proposal.what ?? null,
    kind: proposal.kind ?? null,
    area: proposal.area.slug,
    options: [asThingsAre, ...options],
    function: proposal.function?.slug ?? null,
    amount: proposal.amount === undefined ? null : formatPounds(proposal.amount),
    decisionDueOn: proposal.decisionDueOn ?? null,
  };
}

async function edit(acting: Acting, input: EditProposal): Promise<Done> {
  const { tx, today } = acting;
  const { proposal, options: held } = await proposalToChange(acting, input.slug, input.version);
  const organisation = proposal.proposer && (await findLatestOrganisation(tx, proposal.proposer.slug));
  if (organisation === undefined) throw new Error("A proposal that is kept here has a body.");
  const { words, options, area } = await readWords(tx, input, organisation, today);
  const changed = options.join("\n") !== othersOf(held).join("\n");
  if (changed && proposal.optionsFixedOn !== undefined)
    throw new Conflict("decisions.options-fixed", {
      message: `The options of “${proposal.title}” are fixed, so the list no longer changes. Leave them as they were; a new option is a new proposal.`,
    });
  await changeProposal(tx, proposal, { words });
  const takenBack = await takeBackDecider(acting, proposal);
  if (changed)
    await replaceOptions(tx, proposal, {
      asThingsAre: held.find((option) => option.asThingsAre)?.words ?? asThingsAre,
      others: options,
      from: enteredHere(acting, organisation),
    });
  const now = await findProposal(tx, proposal.slug);
  if (now === undefined) throw new Error("What was changed cannot be read back.");
  return proposalDone(now, {
    kind: "decisions.proposal-changed",
    summary: `What is said of the proposal “${now.title}” was changed.${takenBack.recorded}`,
    message: `The proposal is changed. What was said before stands in the record.${takenBack.said}`,
    body: { ...bodyOf(now, options), decider: deciderName(now) ?? null },
    subjects: [areaRef(area)],
  });
}

const nothing = { recorded: "", said: "" };

/**
 * Takes back who decides where, as the proposal now stands, that is none of those who may, or a reason is missing.
 *
 * Not of a proposal that is decided or withdrawn: who decided it then is what happened.
 *
 * @returns what the record and the person are told of it; empty where it stands
 */
async function takeBackDecider(
  { tx, today }: Acting,
  { slug }: Pick<Proposal, "slug">,
): Promise<typeof nothing> {
  const proposal = await findProposal(tx, slug);
  const name = proposal && deciderName(proposal);
  if (proposal === undefined || name === undefined || isDecided(proposal)) return nothing;
  const may = await mayDecideOf(tx, proposal, decidingDay(await fileOf(tx, proposal), today));
  const [gap] = deciderGaps(may, proposal);
  if (gap === undefined) return nothing;
  await changeProposal(tx, proposal, { decider: {} });
  return {
    recorded: ` ${name} no longer stands as who decides it.`,
    said: ` Who decides it has to be named anew: ${gap}`,
  };
}
