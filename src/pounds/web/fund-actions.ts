import type { Asking, PageAction, PolicyResource, Section } from "../../kernel/index.ts";
import { fundRef, type FundFile, type Party } from "../fund.ts";
import { listPrepared } from "../store-change.ts";
import type { FundView } from "./view.ts";

/** What the policies are told of a fund: its host's keepers, or every partner's. */
export function resourceOf(
  { fund, agreement, parties }: FundFile,
  counts: (party: Party) => boolean,
): PolicyResource {
  const keepers = parties.filter(counts).flatMap(({ organisationId }) => organisationId ?? []);
  return {
    ref: fundRef(fund.id),
    keepers,
    keptHere: agreement.keptHere,
    illustrative: fund.basis === "illustrative",
  };
}

/** What can be done to a fund: its books where they are kept here, and the whole of them to take away. */
export function fundActions({ file, entries }: Pick<FundView, "file" | "entries">): readonly PageAction[] {
  const { slug } = file.fund;
  const host = resourceOf(file, (party) => party.host);
  const all = resourceOf(file, () => true);
  const act = (text: string, name: string, resource: PolicyResource): PageAction => ({
    text,
    href: `/money/${slug}/${name}`,
    command: `pounds.${name}`,
    resource,
  });
  const kept = file.agreement.keptHere
    ? [
        act("Add a scheme", "add-scheme", host),
        act("Enter a contribution", "prepare-contribution", host),
        ...(file.funding.length > 0 ? [act("Plan a contribution by month", "plan-contribution", host)] : []),
        ...(file.schemes.length > 0
          ? [act("Enter spending", "prepare-spending", host), act("Enter a forecast", "judge-forecast", host)]
          : []),
        act("Close a period", "close-period", host),
        ...(file.schemes.length > 0 ? [act("Contest an amount", "contest-amount", all)] : []),
      ]
    : [];
  const away =
    entries.length === 0
      ? []
      : [
          { text: "Take the books away as CSV", href: `/money/${slug}/books.csv` },
          { text: "Take the books away for hledger", href: `/money/${slug}/books.journal` },
        ];
  return [...kept, ...away];
}

/** What waits for approval, for those of the host who may see it. */
export async function preparedSection(
  { db }: Pick<Asking, "db">,
  { fund }: FundFile,
): Promise<readonly Section[]> {
  const waiting = await listPrepared(db, { fundId: fund.id });
  if (waiting.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Waiting for approval",
      intro: "Seen by the host only. Whoever prepared an entry may not approve it.",
      items: waiting.map(({ id, words, capacity }) => [
        `${words}. Prepared by ${capacity}. `,
        { text: "Approve", href: `/money/prepared/${id}/approve` },
        " or ",
        { text: "decline", href: `/money/prepared/${id}/decline` },
        ".",
      ]),
    },
  ];
}
