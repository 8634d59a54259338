import type { PageAction } from "../../kernel/index.ts";
import type { FundFile } from "../fund.ts";
import { resourceOf } from "./fund-actions.ts";

/** What the host can say of a fund's joint budget lines and of what the fund is for. */
export function pooledActions(file: FundFile): readonly PageAction[] {
  if (!file.agreement.keptHere) return [];
  const resource = resourceOf(file, ({ host }) => host);
  const act = (text: string, name: string): PageAction => ({
    text,
    href: `/money/${file.fund.slug}/${name}`,
    command: `pounds.${name}`,
    resource,
  });
  return [
    act("Enter a joint budget line", "state-joint-line"),
    act("Enter what the place spends", "state-place-spend"),
    act("State the intended effect on inequality", "state-inequality"),
  ];
}
