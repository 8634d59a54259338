import type { Db } from "../kernel/index.ts";
import type { OrganisationChoice } from "./account.ts";

/** What the composition root gives this module. */
export interface IdentityPorts {
  /**
   * The application's own handle. Pages and forms are otherwise given the readers' one, which cannot see these tables.
   */
  readonly accounts: Db;
  /** Whether letters leave this site; false without a mail server. Left out, they do. */
  readonly sendsMail?: boolean;
  /** Every organisation to which an office may be given, by name; from the module that keeps organisations. */
  organisations(db: Db): Promise<readonly OrganisationChoice[]>;
}
