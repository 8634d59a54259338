import { formatCivilDate, formatVagueDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  defineCommand,
  slugOf,
  type Acting,
  type Command,
  type Done,
} from "../../kernel/index.ts";
import { findLatestOrganisation, organisationRef, type Organisation } from "../../place/index.ts";
import { onVague, vagueOf } from "../proposal.ts";
import {
  fixOptionsSchema,
  tellPartnerSchema,
  type FixOptions,
  type TellPartner,
} from "../schema-proposals.ts";
import { addEvent, changeProposal, keepPartner } from "../store-change.ts";
import { fileOf } from "../store-proposals.ts";
import { whoKnewWhen } from "../who-knew-when.ts";
import { enteredHere, onProposal, proposalDone, proposalResource, proposalToChange } from "./proposal-act.ts";

/** Says on which day no other option was open any more; once. */
export const fixOptionsCommand: Command = defineCommand<FixOptions>({
  name: "decisions.fix-options",
  title: "Say that the options are fixed",
  about:
    "Says on which day the options of a proposal were fixed. Whoever was told later was told late, and the list of options no longer changes.",
  schema: fixOptionsSchema,
  path: "/decisions/:slug/fix-options",
  resource: proposalResource,
  form: onProposal(async (proposal, { db, today }) => ({
    title: "Say that the options are fixed",
    intro: whoKnewWhen((await fileOf(db, proposal)).partners, proposal.optionsFixedOn, proposal).sentence,
    submit: "They are fixed",
    values: { on: today },
    fields: [{ name: "on", widget: { kind: "date" } }],
  })),
  run: async (acting, input): Promise<Done> => {
    const { tx, today } = acting;
    const { proposal, partners } = await proposalToChange(acting, input.slug);
    if (proposal.optionsFixedOn !== undefined)
      throw new Conflict("decisions.options-fixed", {
        message: `The options of “${proposal.title}” were fixed already: ${formatVagueDate(proposal.optionsFixedOn)}.`,
      });
    if (input.on > today)
      throw new Invalid([
        {
          code: "decisions.not-yet",
          field: "on",
          message: `${formatCivilDate(input.on)} is still to come. Say it on that day.`,
        },
      ]);
    await changeProposal(tx, proposal, { optionsFixedOn: input.on });
    await addEvent(tx, proposal, {
      on: input.on,
      kind: "stage",
      what: "options are fixed",
      state: "happened",
      from: enteredHere(acting, proposal),
    });
    const knew = whoKnewWhen(partners, vagueOf(input.on), proposal);
    return proposalDone(proposal, {
      kind: "decisions.options-fixed",
      summary: `The options of the proposal “${proposal.title}” were fixed on ${formatCivilDate(input.on)}. ${knew.sentence}`,
      message: knew.sentence,
      body: { on: input.on, toldBefore: knew.before, of: knew.of },
    });
  },
});

/** Says who was told and when, or that somebody is still to be told. */
export const tellPartnerCommand: Command = defineCommand<TellPartner>({
  name: "decisions.tell-partner",
  title: "Say who was told, and when",
  about:
    "Lists a body, or the public, as a partner of a proposal, with the day on which it was told; without a day it is still to be told.",
  schema: tellPartnerSchema,
  path: "/decisions/:slug/tell",
  resource: proposalResource,
  form: onProposal(() => ({
    title: "Say who was told, and when",
    submit: "Enter it",
    fields: [
      { name: "name", widget: { kind: "text" } },
      { name: "toldOn", widget: { kind: "text", width: 20 } },
      { name: "how", widget: { kind: "text" } },
    ],
  })),
  run: tell,
});

async function tell(acting: Acting, input: TellPartner): Promise<Done> {
  const { tx, today } = acting;
  const { proposal, partners } = await proposalToChange(acting, input.slug);
  const body = await bodyNamed(acting, input.name);
  const name = body?.name ?? (/^(the )?public$/i.test(input.name) ? "The public" : input.name);
  const toldOn = input.toldOn === undefined ? undefined : vagueOf(input.toldOn);
  if (toldOn !== undefined && toldOn.earliest > today)
    throw new Invalid([
      {
        code: "decisions.not-yet",
        field: "toldOn",
        message: `${formatVagueDate(toldOn)} is still to come. Leave the day empty until they are told.`,
      },
    ]);
  const key = slugOf(name);
  if (key === "")
    throw new Invalid([
      { code: "decisions.no-name", field: "name", message: `“${input.name}” has no letter in it.` },
    ]);
  const held = partners.find((partner) => partner.key === key);
  await keepPartner(tx, proposal, {
    key,
    name,
    organisationId: body?.id,
    toldOn: input.toldOn,
    toldHow: input.how,
    from: enteredHere(acting, proposal),
  });
  await changeProposal(tx, proposal, {});
  const told = toldOn === undefined ? "is still to be told" : `was told ${onVague(toldOn)}`;
  const before = held?.toldOn === undefined ? "" : ` Before, ${formatVagueDate(held.toldOn)} was entered.`;
  const now = (await fileOf(tx, proposal)).partners;
  return proposalDone(proposal, {
    kind: "decisions.partner-told",
    summary: `${name} ${told} of the proposal “${proposal.title}”.${before}`,
    message: `${name} ${told}. ${whoKnewWhen(now, proposal.optionsFixedOn, proposal).sentence}`,
    body: { partner: name, toldOn: input.toldOn ?? null, how: input.how ?? null },
    subjects: body === undefined ? [] : [organisationRef(body)],
  });
}

/** A body by the last part of its address; other names are taken as they are written. */
async function bodyNamed({ tx }: Acting, name: string): Promise<Organisation | undefined> {
  const slug = name.replace(/^.*\/organisations\//, "");
  return await findLatestOrganisation(tx, /^[a-z0-9-]+$/.test(slug) ? slug : slugOf(name));
}
