import type { Pool } from "pg";
import { composeCore } from "../../src/app/compose.ts";
import type { Core } from "../../src/app/parts.ts";
import {
  readAs,
  systemActor,
  type Actor,
  type Asking,
  type Clock,
  type Command,
  type Db,
  type Person,
  type SubjectRef,
  type Viewer,
} from "../../src/kernel/index.ts";
import { perform } from "../../src/platform/acts/perform.ts";

/** The modules as they are composed for the site, on a test's own database, and the ways a test acts on them. */
export interface TestCore {
  readonly core: Core;
  /** Every subject whose pages were said to be stale, in order. */
  readonly changed: SubjectRef[];
  command(name: string): Command;
  /** Carries out a command through the whole pipeline: as the system unless a viewer is named. */
  act(
    name: string,
    input: Readonly<Record<string, unknown>>,
    as?: { readonly viewer: Viewer; readonly capacity?: string; readonly key?: string },
  ): ReturnType<typeof perform>;
  /** Reads as a viewer sees. */
  see<T>(viewer: Viewer, read: (db: Db) => Promise<T>): Promise<T>;
  /** What a page is given, for a viewer, today. */
  asking(db: Db, viewer: Viewer): Asking;
}

const system: Actor = { ...systemActor, capacity: { kind: "system", title: "A test" } };

/** Composes the modules on a database without a server. */
export function testCore(pool: Pool, clock: Clock): TestCore {
  const changed: SubjectRef[] = [];
  const core = composeCore(
    { pool, clock },
    { sendAfterwards: async () => undefined, onChanged: async (subjects) => void changed.push(...subjects) },
  );
  const { files, links } = core.stage;
  let keys = 0;
  const command = (name: string): Command => {
    const found = core.manifests
      .flatMap((manifest) => manifest.commands ?? [])
      .find((one) => one.name === name);
    if (!found) throw new Error(`There is no command ${name}.`);
    return found;
  };
  return {
    core,
    changed,
    command,
    act: async (name, input, as) => {
      keys += 1;
      const given = { command: command(name), input, idempotencyKey: as?.key ?? `test-key-${keys}` };
      if (!as) return await perform(core.stage, { ...given, viewer: system.viewer, system });
      return await perform(core.stage, {
        ...given,
        viewer: as.viewer,
        ...(as.capacity && { capacity: as.capacity }),
      });
    },
    see: async (viewer, read) => await readAs(core.db, viewer, read),
    asking: (db, viewer) => ({
      db,
      viewer,
      at: clock.today(),
      atGiven: false,
      today: clock.today(),
      clock,
      whole: false,
      files,
      links,
      describe: core.describe,
    }),
  };
}

let people = 0;

/** A person with these offices; an administrator where told. */
export function testPerson(given: {
  readonly keeps?: readonly string[];
  readonly belongs?: readonly string[];
  readonly administrator?: boolean;
  readonly illustrative?: boolean;
}): Person {
  people += 1;
  const standing = (role: "keeper" | "member") => (organisationId: string) =>
    ({
      capacity: {
        kind: "office",
        title: "Board secretary",
        organisation: { module: "place", kind: "organisation", id: organisationId },
      },
      organisationId,
      role,
    }) as const;
  return {
    kind: "person",
    accountId: `test-account-${people}`,
    displayName: "Robin Ashdown",
    administrator: given.administrator ?? false,
    illustrative: given.illustrative ?? false,
    standings: [
      ...(given.keeps ?? []).map(standing("keeper")),
      ...(given.belongs ?? []).map(standing("member")),
    ],
  };
}
