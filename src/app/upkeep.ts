import { resolve } from "node:path";
import type { CommandLine } from "../cli/index.ts";
import { createSignInLink, findAccountByEmail, linkAddress } from "../identity/index.ts";
import { Invalid, NotFound } from "../kernel/index.ts";
import { backup } from "../platform/database/backup.ts";
import { restore } from "../platform/database/restore.ts";
import { composeCore } from "./compose.ts";
import { migrationFolders } from "./folders.ts";
import { moduleFolders } from "./module-folders.ts";
import { withDatabase, type Opened } from "./opened.ts";
import { version } from "./version.ts";

/** What whoever runs the machine does with the whole site: copies it, brings a copy back, lets somebody in. */
export const upkeep: readonly CommandLine[] = [
  {
    words: ["backup"],
    usage: "FOLDER",
    options: {},
    about: "Writes everything into a new folder, while the app runs: rows by table, with hashes.",
    run: async ({ rest }, out) => {
      const folder = folderIn(rest, "backup");
      await withDatabase(
        async ({ database }) => await backup(database.pool, folder, { appVersion: version }),
        { mustExist: true },
      );
      out.result(folder);
      return 0;
    },
  },
  {
    words: ["restore"],
    usage: "FOLDER",
    options: {},
    about: "Reads a backup into an empty data folder or database.",
    run: async ({ rest }, out) => {
      const folder = folderIn(rest, "restore");
      const folders = migrationFolders(moduleFolders);
      await withDatabase(async ({ database }) => await restore(database.pool, folder, { folders }), {
        withoutMigration: true,
      });
      out.result(`Restored from ${folder}`);
      return 0;
    },
  },
  {
    words: ["sign-in", "link"],
    usage: "EMAIL",
    options: {},
    about: "Prints a one-time sign-in link for somebody who has an account; for whoever runs the machine.",
    run: async ({ rest }, out) => {
      const email = rest[0];
      if (email === undefined)
        throw new Invalid([
          { code: "cli.email", message: "Name the account by its address: concordat sign-in link EMAIL." },
        ]);
      const printLink = async ({ config, database, clock }: Opened): Promise<number> => {
        const core = composeCore(
          { pool: database.pool, clock },
          { sendAfterwards: async () => undefined, onChanged: async () => undefined },
        );
        const account = await findAccountByEmail(core.db, email);
        if (!account)
          throw new NotFound("identity.account-not-found", {
            message: `There is no account for "${email}".`,
          });
        const link = await core.db.transaction().execute(
          async (tx) =>
            await createSignInLink(
              tx,
              {
                accountId: account.id,
                // Where the holder cannot have one sent, and where somebody else may have chosen the password.
                purpose: config.smtpUrl && account.addressConfirmed ? "sign-in" : "new-password",
              },
              clock.now(),
            ),
        );
        out.result(linkAddress(config.origin, link));
        return 0;
      };
      return await withDatabase(printLink, { mustExist: true });
    },
  },
];

function folderIn(rest: readonly string[], word: string): string {
  if (!rest[0])
    throw new Invalid([{ code: "cli.folder", message: `Name the folder: concordat ${word} FOLDER.` }]);
  return resolve(rest[0]);
}
