import { sql } from "kysely";
import { builtAssets } from "../../src/app/folders.ts";
import { createSignInLink, giveOffice } from "../../src/identity/index.ts";
import { hashPassword } from "../../src/identity/password.ts";
import { keepWaiting } from "../../src/identity/store-waiting.ts";
import { civilDateAt, millisOf, newUuid, type Recorder } from "../../src/kernel/index.ts";
import { organisationIdOf } from "../../src/place/index.ts";
import { createFiles } from "../../src/platform/files/store-files.ts";
import type { TestApp } from "../support/app.ts";
import { sealing, shippedOrganisation, writeEntry } from "../support/factories/entries.ts";
import { keepPrivateThings } from "../support/factories/private-things.ts";
import {
  accountOf,
  beatrix,
  spareAccount,
  spareToken,
  theodora,
  type KindOfPerson,
} from "../support/factories/people.ts";

type Make = (app: TestApp, who: KindOfPerson) => Promise<string>;

const emails: Readonly<Record<Exclude<KindOfPerson, "visitor">, string>> = {
  keeper: beatrix.email,
  neighbour: theodora.email,
  administrator: "administrator@example.org",
};

/** The thing behind each word in braces; made anew for every request, so that no request spoils the next. */
const things: Readonly<Record<string, Make>> = {
  own: async (app, who) => (who === "visitor" ? "nobody" : (await accountOf(app.db, emails[who])).id),
  person: async (app) => (await accountOf(app.db, beatrix.email)).id,
  spare: async (app) => (await spareAccount(app.db, app.clock.now())).id,
  office: spareOffice,
  token: async (app) => await spareToken(app.db, beatrix.email, app.clock.now()),
  entry: async (app) => await writeEntry(recording(app), { body: beatrix.body }),
  sealed: async (app) => await writeEntry(recording(app), { body: beatrix.body, sealed: sealing }),
  link: async (app) => {
    const account = await spareAccount(app.db, app.clock.now());
    return (await createSignInLink(app.db, { accountId: account.id, purpose: "sign-in" }, app.clock.now()))
      .token;
  },
  waiting: async (app) => {
    const passwordHash = await hashPassword("gravel moss tram");
    const asked = { email: "waiting@vale.test", displayName: "Waiting", passwordHash, next: "/" };
    // One at a time: so many may wait for one address, and every request here makes another.
    await sql`delete from identity.waiting_account where email = ${asked.email}`.execute(app.db);
    return (await keepWaiting(app.db, asked, app.clock.now())).token;
  },
  draft: async (app) =>
    (await keepPrivateThings(app.node.core.stage, { body: beatrix.body, word: "draft" })).board.slug,
  run: importRun,
  file: publicFile,
  asset: async () => (builtAssets().addresses["site.css"] ?? "").replace("/assets/", ""),
  table: async (app) =>
    app.node.core.manifests.flatMap((manifest) => manifest.openData ?? [])[0]?.name ?? "none",
};

/** An example address with its words in braces made into real things. */
export async function exampleAddress(app: TestApp, example: string, who: KindOfPerson): Promise<string> {
  const words = [...example.matchAll(/\{([a-z-]+)\}/g)].map((match) => match[1]!);
  let address = example;
  for (const word of words) {
    const make = things[word];
    if (!make)
      throw new Error(`The access table says {${word}}, which test/access/examples.ts does not know.`);
    address = address.replace(`{${word}}`, await make(app, who));
  }
  return address;
}

function recording(app: TestApp): {
  db: TestApp["db"];
  recorder: Recorder;
  at: ReturnType<TestApp["clock"]["now"]>;
} {
  return { db: app.db, recorder: app.node.core.recorder, at: app.clock.now() };
}

async function spareOffice(app: TestApp): Promise<string> {
  const at = app.clock.now();
  const account = await spareAccount(app.db, at);
  const organisation = {
    id: organisationIdOf(beatrix.body),
    name: "NHS Aldermere and the Vale ICB",
    illustrative: true,
  };
  const office = await giveOffice(
    app.db,
    { account, organisation, title: "Clerk", role: "member", beginsOn: civilDateAt(at) },
    at,
  );
  return office.id;
}

async function importRun(app: TestApp): Promise<string> {
  const at = app.clock.now();
  const id = newUuid(millisOf(at));
  const startedBy = { kind: "administrator", title: "Administrator of this site" };
  await sql`insert into platform.import_run (id, kind, file_name, file_sha256, dry_run, source, seen, started_by, started_at,
      status, progressed_at, ended_at)
    values (${id}, 'place.organisations', 'list.csv', ${await publicFile(app)}, true, 'a test', '2026-11-21',
      ${JSON.stringify(startedBy)}, ${at}, 'done', ${at}, ${at})`.execute(app.db);
  return id;
}

async function publicFile(app: TestApp): Promise<string> {
  const files = createFiles({ clock: app.clock, check: () => ({ ok: true, mediaType: "text/csv" }) });
  const bytes = new TextEncoder().encode("seat,voice\nchair,not known\n");
  const subject = shippedOrganisation(beatrix.body);
  const file = await app.db
    .transaction()
    .execute(
      async (tx) =>
        await files.keep(tx, { name: "seats.csv", bytes, subject, audience: "public", purpose: "paper" }),
    );
  return file.sha256;
}
