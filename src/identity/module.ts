import type { Job, Manifest, SubjectKind } from "../kernel/index.ts";
import { accountCommands, welcome } from "./account-commands.ts";
import { signInSubject } from "./account.ts";
import { closeCommand } from "./close-command.ts";
import { ownCommands } from "./own-commands.ts";
import { identityPages } from "./pages.ts";
import type { IdentityPorts } from "./ports.ts";
import { officesSuccession, tellOfficers } from "./succession.ts";
import { sweep } from "./store-upkeep.ts";

/** What accounts and sign-in add to the product. */
export function createIdentityModule(ports: IdentityPorts): Manifest {
  return {
    module: "identity",
    about: "Accounts, offices and sign-in: who acts here, and in what capacity.",
    policies: "policies.cedar",
    migrations: "migrations/",
    subjects: [signIn],
    pages: identityPages(ports),
    commands: [...accountCommands(ports), closeCommand(ports), ...ownCommands(ports)],
    reactions: [welcome(ports), ...tellOfficers],
    succession: [officesSuccession],
    jobs: [sweeping],
  };
}

/** Accounts are nobody's public thing: what the record may speak of is sign-in as a whole. */
const signIn: SubjectKind = {
  kind: signInSubject.kind,
  label: "Sign-in",
  plural: "Sign-in",
  describe: async (_db, ids) =>
    ids
      .filter((id) => id === signInSubject.id)
      .map(() => ({
        ref: signInSubject,
        title: "Signing in to this site",
        kindLabel: "Sign-in",
        summary: "Accounts opened for people and closed, without saying whose.",
        href: "/sign-in",
        audience: "public",
        illustrative: false,
      })),
  listIds: async () => [signInSubject.id],
};

const sweeping: Job = {
  name: "identity.sweep",
  about: "Removes sessions, sign-in links, tries, tokens and sign-ins never opened that have ended.",
  schedule: "7 * * * *",
  run: async (after) => {
    await sweep(after.db, after.clock.now());
  },
};
