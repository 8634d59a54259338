import { formatCivilDate } from "@concordat/calendar";
import { Conflict, Invalid, NotFound, defineCommand, type Command, type Done } from "../../kernel/index.ts";
import { isAgreed, sealedPartners, type AccountEvent, type Partner } from "../account.ts";
import {
  assentSchema,
  proposeAgreementSchema,
  type Assent,
  type ProposeAgreement,
} from "../schema-accounts.ts";
import { insertAgreement, insertAssent } from "../store-accounts-change.ts";
import { bodyChoices } from "./bodies.ts";
import {
  accountDone,
  accountForm,
  accountToChange,
  getPartner,
  partnerResource,
  refuseSealed,
} from "./account-act.ts";

/** A partner proposes what is to be done; its own yes is in it. */
export const proposeAgreementCommand: Command = defineCommand<ProposeAgreement>({
  name: "scrutiny.propose-agreement",
  title: "Propose what to do",
  about: "Proposes what the partners do after reading each other, with who does it and by when.",
  schema: proposeAgreementSchema,
  path: "/accounts/:event/propose/:body",
  resource: partnerResource,
  form: async (asking) =>
    await accountForm(asking, (event) => ({
      title: "Propose what to do",
      intro: "It is agreed when every partner that handed in an account has said yes.",
      submit: "Propose it",
      fields: [
        { name: "words", widget: { kind: "textarea", rows: 3 } },
        {
          name: "owner",
          widget: { kind: "select", options: bodyChoices(event.partners) },
        },
        { name: "dueOn", widget: { kind: "date" } },
      ],
    })),
  run: async (acting, input): Promise<Done> => {
    const event = await accountToChange(acting, input.event);
    refuseSealed(event);
    const partner = partnerWhoWrote(event, input.body);
    const owner = getPartner(event, input.owner);
    if (input.dueOn < acting.today)
      throw new Invalid([
        {
          code: "scrutiny.agreement-past",
          field: "dueOn",
          message: `${formatCivilDate(input.dueOn)} is over. Give a later day.`,
        },
      ]);
    const number = event.agreements.length + 1;
    const { words, dueOn } = input;
    await insertAgreement(acting.tx, event, {
      number,
      words,
      dueOn,
      ownerId: owner.id,
      proposedOn: acting.today,
    });
    await insertAssent(acting.tx, event, { number, partnerId: partner.id, on: acting.today });
    return accountDone(event, {
      kind: "scrutiny.agreement-proposed",
      message: "It is proposed, with your own yes. It is agreed when the others have said yes too.",
      summary: `${partner.name} proposed after “${event.title}”: ${words} (${owner.name}, by ${formatCivilDate(dueOn)}).`,
      bodies: [...new Set([partner.id, owner.id])],
      body: { number, words, owner: owner.slug, due: dueOn },
    });
  },
});

/** Another partner says yes. */
export const assentCommand: Command = defineCommand<Assent>({
  name: "scrutiny.assent",
  title: "Say yes to what is proposed",
  about: "One partner says yes to what another proposed. With the last yes it is agreed.",
  schema: assentSchema,
  path: "/accounts/:event/agree/:number/:body",
  resource: partnerResource,
  form: async (asking) =>
    await accountForm(asking, (event, partner) => ({
      title: "Say yes to what is proposed",
      intro: `${event.agreements.find(({ number }) => String(number) === asking.params["number"])?.words ?? "Nothing is proposed under this number."} You say yes in the name of ${partner?.name ?? "your body"}.`,
      submit: "Say yes",
      fields: [],
    })),
  run: async (acting, input): Promise<Done> => {
    const event = await accountToChange(acting, input.event);
    refuseSealed(event);
    const partner = partnerWhoWrote(event, input.body);
    const agreement = event.agreements.find(({ number }) => number === input.number);
    if (!agreement)
      throw new NotFound("scrutiny.no-such-agreement", {
        message: `Nothing is proposed under number ${input.number}.`,
      });
    if (agreement.assents.some(({ partnerId }) => partnerId === partner.id))
      throw new Conflict("scrutiny.assented", { message: `${partner.name} has said yes already.` });
    const assent = { partnerId: partner.id, on: acting.today };
    await insertAssent(acting.tx, event, { number: agreement.number, ...assent });
    const agreed = isAgreed(event, { ...agreement, assents: [...agreement.assents, assent] });
    return accountDone(event, {
      kind: agreed ? "scrutiny.agreement-made" : "scrutiny.agreement-assented",
      message: agreed ? "All have said yes: it is agreed." : "Your yes is noted.",
      summary: `${partner.name} said yes${agreed ? ", and with it all partners agreed" : ""}: ${agreement.words}`,
      bodies: [partner.id],
      body: { number: agreement.number, agreed },
    });
  },
});

/** Only who told its own side has a say in what follows from it. */
function partnerWhoWrote(event: AccountEvent, slug: string): Partner {
  const partner = getPartner(event, slug);
  if (sealedPartners(event).includes(partner)) return partner;
  throw new Conflict("scrutiny.no-account", {
    message: `${partner.name} handed in no account of “${event.title}”, so it has no say in what the others agree.`,
  });
}
