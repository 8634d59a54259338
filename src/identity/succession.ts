import type { Act, Afterwards, Reaction, SubjectRef, SuccessionRule } from "../kernel/index.ts";
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

/** The acts that end bodies; each one's entry names the bodies that end before those that follow. */
const endings: Readonly<Record<string, (bodies: readonly SubjectRef[]) => readonly SubjectRef[]>> = {
  "place.end-organisation": (bodies) => bodies.slice(0, 1),
  "place.split-organisation": (bodies) => bodies.slice(0, 1),
  "place.merge-organisations": (bodies) => bodies.slice(0, -1),
};

/** Whoever holds an office in a body that was recorded to end is told by letter; people who are made up are not. */
export const tellOfficers: readonly Reaction[] = Object.entries(endings).map(([command, endedOf]) => ({
  name: `identity.tell-officers-${command.replace("place.", "")}`,
  to: command,
  when: "afterwards",
  react: async (after, act) => {
    const bodies = act.entry.subjects.filter(
      (subject) => subject.module === "place" && subject.kind === "organisation",
    );
    const told = new Set<string>();
    for (const body of endedOf(bodies)) await tellOfficersOf(body, { after, act, told });
  },
}));

async function tellOfficersOf(
  body: SubjectRef,
  { after, act, told }: { readonly after: Afterwards; readonly act: Act; readonly told: Set<string> },
): Promise<void> {
  for (const office of await listAllOfficesIn(after.db, body.id)) {
    if (office.endsOn !== undefined && office.endsOn < act.on) continue;
    const account = await findAccount(after.db, office.accountId);
    if (!account || account.illustrative || account.status === "closed" || told.has(account.id)) continue;
    told.add(account.id);
    await after.mail.send(bodyEndsLetter(account, office, after.origin));
  }
}
