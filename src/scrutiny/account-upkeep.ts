import type { SubjectKind, SuccessionRule } from "../kernel/index.ts";
import { accountHref, accountRef } from "./account.ts";
import { listAccountIds, listAccounts, listWaitingFor } from "./store-accounts.ts";

/** Events told by each side, as search, links and feeds show them; what is sealed is not in it. */
export const accountSubject: SubjectKind = {
  kind: "account",
  label: "Account",
  plural: "Accounts",
  describe: async (db, ids) =>
    (await listAccounts(db, { ids })).map((event) => ({
      ref: accountRef(event),
      title: event.title,
      kindLabel: "Event told by each side",
      summary: event.whenWords,
      href: accountHref(event.slug),
      audience: event.audience,
      illustrative: event.basis === "illustrative",
      words: [
        event.happened,
        ...event.statements.map(({ words }) => words),
        ...event.stances.map(({ role, said }) => `${role} ${said}`),
      ].join(" "),
    })),
  listIds: listAccountIds,
};

/** Events that wait for the account of a body that ends: it can still write, or the others open without it. */
export const accountSuccession: SuccessionRule = {
  name: "scrutiny.accounts-of-ended-body",
  onEnd: async ({ tx }, ended) =>
    ended.kind === "organisation"
      ? (await listWaitingFor(tx, ended.id)).map((event) => ({
          subject: accountRef(event),
          title: event.title,
          outcome: "must-be-asked" as const,
          why: "It has not handed in its account: ask it to write before it ends.",
        }))
      : [],
};
