import { lawHolidays } from "../decisions/index.ts";
import { decisionsModule } from "../decisions/module.ts";
import { createIdentityModule } from "../identity/index.ts";
import type { Clock, Db, Manifest, SubjectDescription, SubjectRef } from "../kernel/index.ts";
import { createMeetingsModule } from "../meetings/index.ts";
import { listOrganisationChoices } from "../place/index.ts";
import { placeModule } from "../place/module.ts";
import { poundsModule } from "../pounds/module.ts";
import { prioritiesModule } from "../priorities/module.ts";
import { createPurposeModule, type FileRule } from "../purpose/index.ts";
import { createRecordModule } from "../record/index.ts";
import { scrutinyModule } from "../scrutiny/index.ts";
import { appModule, type AppPorts } from "./module.ts";

/** What some modules need from the rest; given once, at composition. */
export interface ModulePorts extends AppPorts {
  readonly accounts: Db;
  /** Whether letters leave this site; without a mail server no page may promise one. */
  readonly sendsMail: boolean;
  readonly clock: Clock;
  /** Where this site is found, for links in calendars; absent: not known. */
  readonly origin?: string;
  /** How the rows of shipped files become observations. */
  readonly observationRules: readonly FileRule[];
  describe(db: Db, refs: readonly SubjectRef[]): Promise<readonly SubjectDescription[]>;
}

/** Every module, lowest first. Adding a module is a folder and one line here. */
export function createModules(ports: ModulePorts): readonly Manifest[] {
  return [
    createIdentityModule({
      sendsMail: ports.sendsMail,
      accounts: ports.accounts,
      organisations: async (db) => await listOrganisationChoices(db, ports.clock.today()),
    }),
    createRecordModule({ describe: ports.describe }),
    placeModule,
    createMeetingsModule({ holidays: lawHolidays(), ...(ports.origin && { origin: ports.origin }) }),
    createPurposeModule({ rules: ports.observationRules, sendRun: ports.sendRun }),
    prioritiesModule,
    decisionsModule,
    poundsModule,
    scrutinyModule,
    appModule(ports),
  ];
}
