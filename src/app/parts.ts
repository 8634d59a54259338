import type { Clock, Db, Mail, Manifest, Recorder, SubjectDescription, SubjectRef } from "../kernel/index.ts";
import type { Stage } from "../platform/acts/perform.ts";
import type { Config } from "../platform/config.ts";
import type { Pool } from "../platform/database/pool.ts";
import type { Policies } from "../platform/policies/index.ts";

/** What an application node is made from. */
export interface Parts {
  readonly pool: Pool;
  /** A replica for reads; left out: the same. */
  readonly readPool?: Pool;
  readonly clock: Clock;
  readonly config: Config;
  readonly mail: Mail;
  readonly onError: (error: unknown, where: string) => void;
  readonly pause: (ms: number) => Promise<void>;
}

/** The modules with everything that acts need; without a server. The command line and the loader use this much. */
export interface Core {
  readonly db: Db;
  readonly manifests: readonly Manifest[];
  readonly recorder: Recorder;
  readonly policies: Policies;
  readonly stage: Stage;
  describe(db: Db, refs: readonly SubjectRef[]): Promise<readonly SubjectDescription[]>;
}
