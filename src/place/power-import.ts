import {
  anyOfKind,
  defineImport,
  millisOf,
  type ImportColumn,
  type ImportKind,
  type Problem,
} from "../kernel/index.ts";
import { delegationProblems, sameDelegation, type ProposedDelegation } from "./power-delegation-check.ts";
import { delegationRef, type Delegation, type DelegationId } from "./power-delegation.ts";
import { resolveLine } from "./power-line.ts";
import { delegationRow, lineOfRow, type DelegationRow } from "./power-schema.ts";
import { partyKey } from "./power-party.ts";
import type { PowerWorld } from "./power-world.ts";
import { addDelegation, lockDelegations } from "./store-powers-change.ts";
import { loadPowerWorld } from "./store-powers.ts";

const columns: readonly ImportColumn[] = [
  column(
    "from",
    "Last part of the address of the body that delegates.",
    "nhs-aldermere-and-the-vale-icb",
    true,
  ),
  column("function", "Last part of the function's address under /powers.", "primary-medical", true),
  column("from_board", "Board of that body that delegates, where it is not the body itself.", ""),
  column("from_post", "Post of that body that delegates; a role, never a name.", ""),
  column("to", "Body that receives it; left out: the same body, for its own board or post.", ""),
  column("to_board", "Board that receives it.", "aldermere-place-partnership"),
  column("to_post", "Post that receives it; a role, never a name.", "Place director"),
  column(
    "area",
    "Last part of the address of the area; left out: the whole area of whoever delegates.",
    "aldermere",
  ),
  column("limit_pounds", "The most that may be decided at once; left out: no limit is stated.", "250000.00"),
  column("conditions", "Conditions in the words of the scheme.", "within the agreed plan"),
  column("legal_basis", "The provision under which it is delegated.", "NHS Act 2006 s65Z5", true),
  column("passes_on", "yes where it may be delegated further; left out: no.", "no"),
  column("begins_on", "First day, year-month-day.", "2026-04-01", true),
  column("ends_on", "First day on which it no longer holds.", "2027-04-01"),
  column(
    "source",
    "The scheme with its date; left out: the source of the whole file.",
    "Scheme of delegation, April 2026",
  ),
  column("seen", "The day it was seen there.", "2026-11-21"),
];

function column(name: string, about: string, example: string, required = false): ImportColumn {
  return { name, about, example, required };
}

/** A scheme of delegation, one line a row. Rows that say what is held change nothing, so a file may be imported twice. */
export const delegationImport: ImportKind = defineImport<DelegationRow>({
  name: "place.delegations",
  title: "Schemes of delegation",
  about:
    "Adds lines of schemes of delegation. A line that the law as held here does not allow, or that contradicts another, is listed with the reason and left out.",
  columns,
  row: delegationRow,
  apply: async ({ tx, clock, today }, rows, run) => {
    await lockDelegations(tx);
    const held = await loadPowerWorld(tx, { at: today });
    const lines = new Map(held.delegationsFrom);
    const world: PowerWorld = { ...held, delegationsFrom: lines };
    const refused: { line: number; field: string; reason: string }[] = [];
    const added: DelegationId[] = [];
    for (const { line, value } of rows) {
      const resolved = resolveLine(world, lineOfRow(value));
      const known = resolved.ok && sameDelegation(world, resolved.value);
      if (known) continue;
      const problems = resolved.ok ? delegationProblems(world, resolved.value) : resolved.problems;
      refused.push(...problems.map((one) => reasonOf(one, line)));
      if (!resolved.ok || problems.length > 0) continue;
      const illustrative = world.bodies.get(resolved.value.from.organisationId!)?.illustrative ?? false;
      const source = {
        source: value.source ?? run.source,
        seen: value.seen ?? run.seen,
        basis: illustrative ? ("illustrative" as const) : ("kept-here" as const),
      };
      const id = await addDelegation(tx, { ...resolved.value, known: source }, millisOf(clock.now()));
      added.push(id);
      remember(lines, world, { ...asHeld(resolved.value, id), ...source });
    }
    const changed = added.map((id) => delegationRef({ id }));
    return { refused, changed: added.length === 0 ? [] : [anyOfKind("place", "delegation"), ...changed] };
  },
});

/** Later rows are checked against earlier ones as if they were held already. */
function remember(lines: Map<string, readonly Delegation[]>, world: PowerWorld, line: Delegation): void {
  const key = `${line.functionId} ${partyKey(line.from, world.boards)}`;
  lines.set(key, [...(lines.get(key) ?? []), line]);
}

function asHeld(line: ProposedDelegation, id: DelegationId): Omit<Delegation, "source" | "seen" | "basis"> {
  const { function: asked, ...rest } = line;
  return { ...rest, id, functionId: asked.id, lapsed: false, audience: "public", version: 1 };
}

const columnOf: Readonly<Record<string, string>> = {
  slug: "from",
  fromBoard: "from_board",
  fromPost: "from_post",
  toBoard: "to_board",
  toPost: "to_post",
  limit: "limit_pounds",
  begins: "begins_on",
  ends: "ends_on",
};

function reasonOf(problem: Problem, line: number): { line: number; field: string; reason: string } {
  const field = problem.field ?? "from";
  return { line, field: columnOf[field] ?? field, reason: problem.message };
}
