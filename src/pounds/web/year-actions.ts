import type { CivilDate } from "@concordat/calendar";
import type { PageAction } from "../../kernel/index.ts";
import { noticeOf } from "../exit.ts";
import { resourceOf } from "./fund-actions.ts";
import type { FundView } from "./view.ts";

/** What can be done in a fund's year, where the fund is kept here. */
export function yearActions({ file, proposals }: FundView, today: CivilDate): readonly PageAction[] {
  if (!file.agreement.keptHere) return [];
  const { slug, endsOn } = file.fund;
  const host = resourceOf(file, (party) => party.host);
  const all = resourceOf(file, () => true);
  const act = (text: string, name: string, resource: typeof host): PageAction => ({
    text,
    href: `/money/${slug}/${name}`,
    command: `pounds.${name}`,
    resource,
  });
  const over = endsOn !== undefined && endsOn <= today;
  const noticed = noticeOf(proposals) !== undefined;
  return [
    ...(file.schemes.length > 0
      ? [
          act("Import a sheet of actuals", "prepare-actuals", host),
          act("Enter an accrual", "prepare-accrual", host),
        ]
      : []),
    ...(file.schemes.length > 1 ? [act("Transfer between schemes", "propose-virement", host)] : []),
    act("Limits of transfers", "propose-virement-limits", all),
    act("What becomes of an underspend", "propose-year-end-rule", all),
    act("State a balance", "state-balance", all),
    ...(over ? [act("Share the year end", "propose-year-end", host)] : []),
    ...(noticed
      ? [act("Wind up the fund", "propose-unwinding", host)]
      : [act("Give notice to leave", "give-notice", all)]),
  ];
}
