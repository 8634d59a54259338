import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  defineCommand,
  formatNumber,
  type Command,
  type Done,
} from "../../kernel/index.ts";
import { petitionStanding, petitionTitle, waitsForAgenda, type Petition } from "../petition.ts";
import { ruleTitles } from "../question-rules.ts";
import {
  deferPetitionSchema,
  publishPetitionSchema,
  refusePetitionSchema,
  signPetitionSchema,
  type DeferPetition,
  type PublishPetition,
  type RefusePetition,
  type SignPetition,
} from "../schema-petitions.ts";
import {
  deferPetition,
  holdSigner,
  publishPetition,
  refusePetition,
  signPetition,
} from "../store-petitions-change.ts";
import { petitionDone, petitionForm, petitionResource, petitionToChange } from "./petition-act.ts";
import { refusePersonalData } from "./personal-data.ts";
import { refusalFields } from "./refusal.ts";

/** The board's keepers make a petition public. */
export const publishPetitionCommand: Command = defineCommand<PublishPetition>({
  name: "scrutiny.publish-petition",
  title: "Publish a petition",
  about: "Makes the words of a petition public, so that people can sign it.",
  schema: publishPetitionSchema,
  path: "/petitions/:petition/publish",
  resource: petitionResource,
  form: async (asking) =>
    await petitionForm(asking, () => ({
      title: "Publish this petition",
      intro: "Look once more for names, addresses, numbers and the story of one patient.",
      submit: "Publish it",
      fields: [],
    })),
  run: async (acting, input): Promise<Done> => {
    const petition = await petitionToChange(acting, input.petition);
    refuseRead(petition);
    const { title = "", words = "" } = petition;
    refusePersonalData({ petition: `${title}\n${words}` });
    await publishPetition(acting.tx, petition, acting.today);
    return petitionDone(petition, {
      kind: "scrutiny.petition-published",
      message: "The petition is public. People can sign it now.",
      summary: `Petition ${petition.number} to ${petition.board.name} was published: ${title}`,
      body: { title, words, threshold: petition.threshold, closes: petition.closesOn },
    });
  },
});

/** The board's keepers keep a petition off the site, by one of the published rules. */
export const refusePetitionCommand: Command = defineCommand<RefusePetition>({
  name: "scrutiny.refuse-petition",
  title: "Keep a petition off the site",
  about:
    "Keeps a petition off the site by one of the published rules, with the reason; the refusal is public.",
  schema: refusePetitionSchema,
  path: "/petitions/:petition/refuse",
  resource: petitionResource,
  form: async (asking) =>
    await petitionForm(asking, () => ({
      title: "Keep this petition off the site",
      intro: "Its words are deleted. The rule and your reason are public for good.",
      submit: "Keep it off",
      fields: refusalFields,
    })),
  run: async (acting, input): Promise<Done> => {
    const petition = await petitionToChange(acting, input.petition);
    refuseRead(petition);
    refusePersonalData({ why: input.why });
    await refusePetition(acting.tx, petition, { on: acting.today, rule: input.rule, why: input.why });
    return petitionDone(petition, {
      kind: "scrutiny.petition-refused",
      message: "The petition is off the site and its words are deleted.",
      summary: `Petition ${petition.number} to ${petition.board.name} was kept off the site. ${ruleTitles[input.rule]}: ${input.why}`,
      body: { rule: input.rule, why: input.why },
    });
  },
});

function refuseRead(petition: Petition): void {
  if (petition.state === "waiting") return;
  throw new Conflict("scrutiny.petition-read", {
    message: `Somebody has read this petition already. ${petition.state === "published" ? "It is public." : "It was kept off the site."}`,
  });
}

/** Anybody with a sign-in signs, once. Who signed is shown to nobody. */
export const signPetitionCommand: Command = defineCommand<SignPetition>({
  name: "scrutiny.sign-petition",
  title: "Sign a petition",
  about: "Signs a petition, once for each sign-in. The count is public, who signed is shown to nobody.",
  schema: signPetitionSchema,
  path: "/petitions/:petition/sign",
  resource: petitionResource,
  form: async (asking) =>
    await petitionForm(asking, (petition) => ({
      title: `Sign: ${petitionTitle(petition)}`,
      intro: `${petitionStanding(petition, asking.today)} The count shows, your name never.`,
      submit: "Sign it",
      fields: [],
    })),
  run: async (acting, input): Promise<Done> => {
    const { viewer } = acting.actor;
    if (viewer.kind === "person" && !(await holdSigner(acting.tx, viewer.accountId)))
      throw new Conflict("scrutiny.signer-gone", {
        message: "Your account was closed, so nothing was signed.",
      });
    const petition = await petitionToChange(acting, input.petition);
    refuseUnsignable(petition, acting.today);
    const count =
      viewer.kind === "person"
        ? await signPetition(acting.tx, petition, { accountId: viewer.accountId, on: acting.today })
        : undefined;
    if (count === undefined)
      throw new Conflict("scrutiny.signed", { message: "You have signed this petition already." });
    const reached = petition.reachedOn === undefined && count >= petition.threshold;
    return petitionDone(petition, {
      kind: reached ? "scrutiny.petition-reached" : "scrutiny.petition-signed",
      message: reached
        ? "You have signed. That is enough: it must go on the agenda."
        : "You have signed. Your name shows nowhere.",
      summary: reached
        ? `“${petitionTitle(petition)}” has the ${formatNumber(petition.threshold)} signatures that ${petition.board.name} asks for.`
        : `A signature was added to “${petitionTitle(petition)}”: ${formatNumber(count)} of ${formatNumber(petition.threshold)}.`,
      body: { signatures: count, threshold: petition.threshold },
    });
  },
});

function refuseUnsignable(petition: Petition, today: Petition["closesOn"]): void {
  if (petition.state !== "published")
    throw new Conflict("scrutiny.petition-not-public", {
      message: "This petition is not public, so nobody can sign it.",
    });
  if (today > petition.closesOn)
    throw new Conflict("scrutiny.petition-closed", {
      message: `This petition closed on ${formatCivilDate(petition.closesOn)}.`,
    });
}

/** The board's keepers say why a petition that has its signatures is heard later. */
export const deferPetitionCommand: Command = defineCommand<DeferPetition>({
  name: "scrutiny.defer-petition",
  title: "Say why a petition is heard later",
  about:
    "Says why a petition that has its signatures is not on the next agenda, and by when the board hears it.",
  schema: deferPetitionSchema,
  path: "/petitions/:petition/defer",
  resource: petitionResource,
  form: async (asking) =>
    await petitionForm(asking, () => ({
      title: "Say why it is heard later",
      intro: "To put it on an agenda, add an item that gives its address.",
      submit: "Say so",
      fields: [
        { name: "why", widget: { kind: "textarea", rows: 3 } },
        { name: "until", widget: { kind: "date" } },
      ],
    })),
  run: async (acting, input): Promise<Done> => {
    const petition = await petitionToChange(acting, input.petition);
    if (!waitsForAgenda(petition, acting.today))
      throw new Conflict("scrutiny.petition-not-due", {
        message: `This petition does not wait for an agenda. ${petitionStanding(petition, acting.today)}`,
      });
    if (input.until <= acting.today)
      throw new Invalid([
        {
          code: "scrutiny.defer-past",
          field: "until",
          message: `${formatCivilDate(input.until)} is not after today. Give a later day.`,
        },
      ]);
    await deferPetition(acting.tx, petition, { why: input.why, until: input.until, on: acting.today });
    return petitionDone(petition, {
      kind: "scrutiny.petition-deferred",
      message: "The reason is public.",
      summary: `${petition.board.name} hears “${petitionTitle(petition)}” by ${formatCivilDate(input.until)}: ${input.why}`,
      body: { why: input.why, until: input.until },
    });
  },
});
