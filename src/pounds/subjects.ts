import { formatMoney } from "@concordat/ledger";
import type { SubjectKind } from "../kernel/index.ts";
import { agreementRef, fundHref, fundRef } from "./fund.ts";
import { listAgreements, listFunds, listIdsOf } from "./store-funds.ts";

/** Funds and agreements, as search, links and feeds show them. */
export const poundsSubjects: readonly SubjectKind[] = [
  {
    kind: "fund",
    label: "Pooled fund",
    plural: "Pooled funds",
    describe: async (db, ids) =>
      (await listFunds(db, { ids })).map(({ fund, agreement, parties }) => ({
        ref: fundRef(fund.id),
        title: `${agreement.name}, ${fund.year}`,
        kindLabel: "Pooled fund",
        summary:
          fund.total === undefined
            ? "Its total is not known here."
            : `${formatMoney(fund.total)} for ${fund.year}.`,
        href: fundHref(fund.slug),
        audience: fund.audience,
        illustrative: fund.basis === "illustrative",
        words: [fund.name, ...parties.map(({ name }) => name)].join(" "),
      })),
    listIds: async (db) => await listIdsOf(db, "fund"),
  },
  {
    kind: "agreement",
    label: "Agreement",
    plural: "Agreements",
    describe: async (db, ids) =>
      [...(await listAgreements(db, ids)).values()].map(({ agreement, parties }) => ({
        ref: agreementRef(agreement.id),
        title: agreement.name,
        kindLabel: "Agreement",
        summary: parties.map(({ name }) => name).join(" and "),
        href: `/money/agreements/${agreement.slug}`,
        audience: agreement.audience,
        illustrative: agreement.basis === "illustrative",
      })),
    listIds: async (db) => await listIdsOf(db, "agreement"),
  },
];
