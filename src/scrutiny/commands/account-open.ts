import {
  Conflict,
  defineCommand,
  listInWords,
  type Acting,
  type Command,
  type Done,
  type Json,
} from "../../kernel/index.ts";
import { accountRef, reasonNotToOpen, sealedPartners, type AccountEvent, type Partner } from "../account.ts";
import { openAccountsSchema, type OpenAccounts } from "../schema-accounts.ts";
import { openAccounts } from "../store-accounts-change.ts";
import { accountDone, accountForm, accountResource, accountToChange } from "./account-act.ts";
import { bodyRef } from "./act.ts";

/** Opens every sealed account of an event at once, each proved by the record. */
export const openAccountsCommand: Command = defineCommand<OpenAccounts>({
  name: "scrutiny.open-accounts",
  title: "Open the accounts together",
  about:
    "Opens all sealed accounts of an event at once and proves by the record that each is what was handed in. Nobody opens one alone.",
  schema: openAccountsSchema,
  path: "/accounts/:event/open",
  resource: accountResource,
  form: async (asking) =>
    await accountForm(asking, (event) => ({
      title: "Open the accounts together",
      intro:
        reasonNotToOpen(event, asking.today) ??
        `Everybody will read what ${listInWords(sealedPartners(event).map(({ name }) => name))} wrote, for good.`,
      submit: "Open them",
      fields: [],
    })),
  run: async (acting, input): Promise<Done> => {
    const event = await accountToChange(acting, input.event);
    const reason = reasonNotToOpen(event, acting.today);
    if (reason !== undefined) throw new Conflict("scrutiny.accounts-not-ready", { message: reason });
    const sealed = sealedPartners(event);
    const opened: Json[] = [];
    for (const partner of sealed) opened.push(await openOne(acting, event, partner));
    await openAccounts(acting.tx, event, acting.today);
    return accountDone(event, {
      kind: "scrutiny.accounts-opened",
      message: "The accounts are open. Now read each other, and say what you will do.",
      summary: `The accounts of “${event.title}” by ${listInWords(sealed.map(({ name }) => name))} were opened together.`,
      bodies: sealed.map(({ id }) => id),
      body: { opened },
    });
  },
});

/** Opens one sealed account with an entry of its own, which shows content and salt. */
async function openOne(acting: Acting, event: AccountEvent, partner: Partner): Promise<Json> {
  const { entryId } = partner;
  if (entryId === undefined)
    throw new Conflict("scrutiny.account-unsealed", {
      message: `The account of ${partner.name} came with the made-up examples, so the record seals nothing of it.`,
    });
  const { content, salt, commitment } = await acting.record.open(acting.tx, entryId);
  const written = await acting.record.write(acting.tx, {
    at: acting.clock.now(),
    capacity: acting.actor.capacity,
    draft: {
      kind: "record.opened",
      summary: `The account of “${event.title}” by ${partner.name} was opened together with the others.`,
      subjects: [accountRef(event), bodyRef(partner.id), { module: "record", kind: "entry", id: entryId }],
      body: {
        opened: entryId,
        content,
        salt,
        commitment,
        reason: "All accounts of the event are opened together.",
      },
      audience: event.audience,
    },
  });
  return { partner: partner.slug, sealed: entryId, opening: written.id, commitment };
}
