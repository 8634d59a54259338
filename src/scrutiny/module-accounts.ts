import type { Manifest } from "../kernel/index.ts";
import { accountSubject, accountSuccession } from "./account-upkeep.ts";
import { assentCommand, proposeAgreementCommand } from "./commands/account-agree.ts";
import { openAccountsCommand } from "./commands/account-open.ts";
import { noteAccountSealReaction, sealAccountCommand, sealedAccountGate } from "./commands/account-seal.ts";
import { startAccountCommand } from "./commands/account-start.ts";
import { accountDatasets } from "./store-accounts-datasets.ts";
import { accountListPage } from "./web/account-list.ts";
import { accountPage } from "./web/account-page.ts";

/** What two-sided accounts add to this module's manifest. */
export const accounts = {
  subjects: [accountSubject],
  panels: [],
  pages: [accountListPage, accountPage],
  commands: [
    startAccountCommand,
    sealAccountCommand,
    openAccountsCommand,
    proposeAgreementCommand,
    assentCommand,
  ],
  reactions: [noteAccountSealReaction],
  gates: [sealedAccountGate],
  succession: [accountSuccession],
  datasets: accountDatasets,
} as const satisfies Partial<Manifest>;
