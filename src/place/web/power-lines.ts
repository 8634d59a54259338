import { formatCivilDate } from "@concordat/calendar";
import type { Asking, TableModel } from "../../kernel/index.ts";
import { isInBeing } from "../in-being.ts";
import { partyName, type Delegation } from "../power-delegation.ts";
import { formatPounds, plainPounds } from "../power-limit.ts";
import type { PowerWorld } from "../power-world.ts";

/** Lines of schemes of delegation as a table: who passes what to whom. */
export function linesTable(
  world: PowerWorld,
  lines: readonly Delegation[],
  asking: Pick<Asking, "at" | "atGiven">,
): TableModel {
  const functions = new Map([...world.functions.values()].map((one) => [one.id, one]));
  return {
    name: "lines",
    caption: "Lines of local schemes of delegation held here",
    columns: [
      { key: "function", label: "Function", kind: "link", filter: "words", sortable: true },
      { key: "from", label: "From", kind: "text", sortable: true },
      { key: "to", label: "To", kind: "text", sortable: true },
      { key: "limit", label: "Up to", kind: "text" },
      { key: "from_day", label: "Since", kind: "date", sortable: true },
      { key: "state", label: "In force", kind: "text" },
      { key: "limitPounds", label: "Limit in pounds", kind: "text", machineOnly: true },
      { key: "id", label: "Id", kind: "text", machineOnly: true },
    ],
    rows: lines.map((line) => ({
      function: {
        text: functions.get(line.functionId)?.name ?? "a function",
        href: `/powers/delegations/${line.id}${asking.atGiven ? `?at=${asking.at}` : ""}`,
      },
      from: partyName(line.from, world),
      to: partyName(line.to, world),
      limit: line.limit === undefined ? "No limit is stated" : formatPounds(line.limit),
      from_day: line.beginsOn,
      state: stateOf(line, asking.at),
      limitPounds: line.limit === undefined ? undefined : plainPounds(line.limit),
      id: line.id,
    })),
    rowsPerPage: 20,
    empty: "No line of a local scheme is held here; whether there is one is not known here.",
  };
}

/** Whether a line holds on a day, in words. */
export function stateOf(line: Delegation, at: Asking["at"]): string {
  if (isInBeing(line, at)) return "yes";
  if (line.beginsOn > at) return "not yet";
  const how = line.lapsed ? "lapsed" : "ended";
  return `${how} on ${formatCivilDate(line.endsOn!)}`;
}
