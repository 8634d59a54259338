import { addDays, formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  defineCommand,
  organisationAudience,
  type Acting,
  type Command,
  type Done,
  type FormModel,
  type Gate,
  type Problem,
  type Reaction,
} from "../../kernel/index.ts";
import { ratings, type AccountEvent, type Rating } from "../account.ts";
import { sealAccountSchema, type SealAccount } from "../schema-accounts.ts";
import { findAccount, findSealedEvent } from "../store-accounts.ts";
import { insertTelling, noteAccountSeal } from "../store-accounts-change.ts";
import {
  accountDone,
  accountForm,
  accountToChange,
  closingInWords,
  getPartner,
  partnerResource,
} from "./account-act.ts";
import { choicesOf } from "./act.ts";
import { refusePersonalData } from "./personal-data.ts";

const sealAccountName = "scrutiny.seal-account";

/** A partner hands in its account: sealed in the record until all are opened together. */
export const sealAccountCommand: Command = defineCommand<SealAccount>({
  name: sealAccountName,
  title: "Hand in your account",
  about:
    "Hands in one partner's account of an event. The record holds a commitment to it; nobody else reads it until all are opened.",
  schema: sealAccountSchema,
  path: "/accounts/:event/write/:body",
  resource: partnerResource,
  form: async (asking) =>
    await accountForm(asking, (event, partner) => ({
      title: `The account of ${partner?.name ?? "your body"}`,
      intro: `${event.happened} (${event.whenWords}.) Nobody else reads what you write until all are opened together: when every partner has handed in, or after ${closingInWords(event)}. You cannot change it afterwards, and the record will prove that you did not.`,
      submit: "Hand in and seal",
      fields: [
        { name: "telling", widget: { kind: "textarea", rows: 8 } },
        ...event.statements.flatMap(fieldsOf),
        { name: "office", widget: { kind: "text" } },
      ],
    })),
  run,
});

function fieldsOf({ number, words }: AccountEvent["statements"][number]): FormModel["fields"] {
  return [
    {
      name: `rating${number}`,
      label: `${number}. ${words}`,
      hint: "How far do you agree? Every statement needs an answer: “Cannot say” is one.",
      widget: { kind: "radios", options: choicesOf(ratings) },
    },
    { name: `words${number}`, label: `Why (statement ${number})`, widget: { kind: "text" } },
  ];
}

async function run(acting: Acting, input: SealAccount): Promise<Done> {
  const event = await accountToChange(acting, input.event);
  const partner = getPartner(event, input.body);
  refuseLate(event, partner.name, partner.sealedOn !== undefined);
  const given = ratingsOf(event, input);
  const texts = Object.fromEntries(
    given.flatMap(({ number, words }) => (words === undefined ? [] : [[`words${number}`, words]])),
  );
  refusePersonalData({ telling: input.telling, ...texts });
  await insertTelling(acting.tx, event, {
    partnerId: partner.id,
    office: input.office,
    words: input.telling,
    ratings: given,
    on: acting.today,
    own: organisationAudience(partner.id),
  });
  const { closesOn } = event;
  return accountDone(event, {
    kind: "scrutiny.account-sealed",
    message: "Your account is sealed. It is opened together with those of the others.",
    summary: `${partner.name} handed in its sealed account of “${event.title}”.`,
    bodies: [partner.id],
    body: { partner: partner.slug, statements: event.statements.length },
    sealed: {
      category: "one partner's account of an event",
      ground: "each partner writes before it can see what the others wrote",
      reviewOn: addDays(closesOn ?? acting.today, 1),
      content: {
        event: event.slug,
        partner: partner.slug,
        office: input.office,
        telling: input.telling,
        ratings: given.map(({ number, rating, words }) => ({
          number,
          statement: event.statements.find((one) => one.number === number)?.words ?? "",
          rating: rating ?? null,
          words: words ?? null,
        })),
      },
    },
  });
}

function refuseLate(event: AccountEvent, name: string, handedIn: boolean): void {
  if (event.openedOn !== undefined)
    throw new Conflict("scrutiny.accounts-open", {
      message: `The accounts were opened on ${formatCivilDate(event.openedOn)}. Who writes now has read the others.`,
    });
  if (handedIn)
    throw new Conflict("scrutiny.account-sealed", {
      message: `${name} has handed in already. What was sealed is not changed.`,
    });
}

/** A rating for every statement of the event; every one that is missing is named. */
function ratingsOf(event: AccountEvent, input: SealAccount): readonly Omit<Rating, "partnerId">[] {
  const given = input as Readonly<Record<string, string | undefined>>;
  const problems: Problem[] = [];
  const found = event.statements.map(({ number }) => {
    const key = given[`rating${number}`];
    if (key === undefined)
      problems.push({
        code: "scrutiny.rating-missing",
        field: `rating${number}`,
        message: `Say how far you agree with statement ${number}. “Cannot say” is an answer.`,
      });
    const words = given[`words${number}`];
    return {
      number,
      ...(key !== undefined && key !== "none" && { rating: Number(key) }),
      ...(words !== undefined && { words }),
    };
  });
  if (problems.length > 0) throw new Invalid(problems);
  return found;
}

/** Which entry seals an account is known only once the entry is written. */
export const noteAccountSealReaction: Reaction = {
  name: "scrutiny.note-account-seal",
  to: sealAccountName,
  when: "within",
  react: async ({ tx }, act) => {
    const event = await findAccount(tx, String(act.input["event"]));
    const partner = event?.partners.find(({ slug }) => slug === act.input["body"]);
    if (event && partner)
      await noteAccountSeal(tx, { eventId: event.id, partnerId: partner.id, entryId: act.entry.id });
    return { changed: [] };
  },
};

/** One sealed account is not opened by hand before the others: the rest would be written by somebody who had read it. */
export const sealedAccountGate: Gate = {
  name: "scrutiny.accounts-open-together",
  before: "record.open-sealed",
  reasonsAgainst: async ({ db }, input) => {
    const event = await findSealedEvent(db, String(input["entry"]));
    return event === undefined
      ? []
      : [
          `This is one partner's account of “${event.title}”. It is opened together with the others, on the page of the event: when all have handed in, or after ${formatCivilDate(event.closesOn)}.`,
        ];
  },
};
