import type { SuccessionRule } from "../kernel/index.ts";
import { agreementRef } from "./fund.ts";
import { listFunds } from "./store-funds.ts";

/**
 * A party to an agreement that is kept here ends: nobody takes its part by itself, so somebody must be asked.
 *
 * Agreements that are only known from a source are left out: whether they ran then is not known here, which their page says.
 */
export const partyEnds: SuccessionRule = {
  name: "pounds.party-ends",
  onEnd: async ({ tx }, ended, { on }) => {
    const funds = await listFunds(tx, { organisationId: ended.id });
    const running = funds.filter(
      ({ agreement, fund }) => agreement.keptHere && (fund.endsOn === undefined || fund.endsOn > on),
    );
    const agreements = new Map(running.map(({ agreement }) => [agreement.id, agreement]));
    return [...agreements.values()].map(({ id, name }) => ({
      subject: agreementRef(id),
      title: name,
      outcome: "must-be-asked" as const,
      why: "A party to this agreement ends while it runs. Somebody must say who takes its part, its contributions and its share of an overspend.",
    }));
  },
};
