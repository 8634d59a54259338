import type { Reaction, SuccessionRule } from "../kernel/index.ts";
import { bodyEndsLetter } from "./letters.ts";
import { findAccount } from "./store-account.ts";
import { endOffice, listAllOfficesIn, listOfficesIn } from "./store-office.ts";

/** An office ends with the body it belongs to: what a body that follows may do, it must give to its own officers. */
export const officesSuccession: SuccessionRule = {
  name: "identity.offices-of-ended-body",
  async onEnd({ tx }, ended, { on, settle }) {
    if (ended.module !== "place" || ended.kind !== "organisation") return [];
    const offices = await listOfficesIn(tx, ended.id);
    if (settle) for (const office of offices) await endOffice(tx, office, on);
    return offices.map((office) => ({
      subject: { module: "identity", kind: "office", id: office.id },
      title: `Office: ${office.title}`,
      outcome: "ends",
      why: "An office ends with its body; a body that follows gives its own.",
    }));
  },
};

/** Whoever holds an office in a body that was recorded to end is told by letter; people who are made up are not. */
export const tellOfficers: Reaction = {
  name: "identity.tell-officers",
  to: "place.end-organisation",
  when: "afterwards",
  react: async (after, act) => {
    const body = act.entry.subjects.find(
      (subject) => subject.module === "place" && subject.kind === "organisation",
    );
    if (!body) return;
    const told = new Set<string>();
    for (const office of await listAllOfficesIn(after.db, body.id)) {
      if (office.endsOn !== undefined && office.endsOn < act.on) continue;
      const account = await findAccount(after.db, office.accountId);
      if (!account || account.illustrative || account.status === "closed" || told.has(account.id)) continue;
      told.add(account.id);
      await after.mail.send(bodyEndsLetter(account, office, after.origin));
    }
  },
};
