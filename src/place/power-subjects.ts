import { formatCivilDate } from "@concordat/calendar";
import type { OpenDataTable, SubjectDescription, SubjectKind } from "../kernel/index.ts";
import { functionRef, sectorLabel } from "./function.ts";
import { delegationRef, partyName } from "./power-delegation.ts";
import { plainPounds } from "./power-limit.ts";
import { listFunctions } from "./store-functions.ts";
import { listDelegations, loadPowerWorld, noArea } from "./store-powers.ts";
import type { Db } from "../kernel/index.ts";
import type { CivilDate } from "@concordat/calendar";

/** Functions and delegations, as search, links and feeds show them. */
export const powerSubjects: readonly SubjectKind[] = [
  {
    kind: "function",
    label: "Function",
    plural: "Functions",
    describe: async (db, ids) =>
      (await listFunctions(db))
        .filter((one) => ids.includes(one.id))
        .map((one) => ({
          ref: functionRef(one),
          title: one.name,
          kindLabel: "Function",
          summary: `${sectorLabel(one.sector)}. ${one.provision}.`,
          href: `/powers/${one.slug}`,
          audience: "public",
          illustrative: false,
        })),
    listIds: async (db) => (await listFunctions(db)).map((one) => one.id),
  },
  {
    kind: "delegation",
    label: "Delegation",
    plural: "Delegations",
    describe: describeDelegations,
    listIds: async (db) => (await listDelegations(db)).map((one) => one.id),
  },
];

/** Names of bodies in descriptions are the latest. */
const latest = "2200-12-31" as CivilDate;

async function describeDelegations(db: Db, ids: readonly string[]): Promise<readonly SubjectDescription[]> {
  const lines = await listDelegations(db, ids);
  if (lines.length === 0) return [];
  const world = await loadPowerWorld(db, { at: latest, area: noArea });
  const functions = new Map([...world.functions.values()].map((one) => [one.id, one.name]));
  return lines.map((line) => ({
    ref: delegationRef(line),
    title: `${functions.get(line.functionId) ?? "A function"}: to ${partyName(line.to, world)}`,
    kindLabel: "Delegation",
    summary: `By ${partyName(line.from, world)}, from ${formatCivilDate(line.beginsOn)}.`,
    href: `/powers/delegations/${line.id}`,
    audience: line.audience,
    illustrative: line.basis === "illustrative",
  }));
}

type OpenColumn = OpenDataTable["columns"][number];

function text(key: string, label: string, about: string): OpenColumn {
  return { key, label, kind: "text", about };
}

function date(key: string, label: string, about: string): OpenColumn {
  return { key, label, kind: "date", about };
}

/** Lines of schemes in the columns of their import. */
export const powerOpenData: readonly OpenDataTable[] = [
  {
    name: "place.delegations",
    title: "Lines of schemes of delegation",
    about: "Every line entered or imported here, in force or not; other delegations are not known here.",
    licence: "Facts kept on this site; the source of each row is in the row.",
    columns: [
      text("from", "From", "Slug of the body that delegates."),
      text("function", "Function", "Slug of the function."),
      text("fromBoard", "From board", "Slug of the board that delegates, where it is not the body itself."),
      text("fromPost", "From post", "Post that delegates."),
      text("to", "To", "Slug of the body that receives it."),
      text("toBoard", "To board", "Slug of the board that receives it."),
      text("toPost", "To post", "Post that receives it."),
      text("area", "Area", "Slug of the area; empty: the whole area of whoever delegates."),
      text("limitPounds", "Limit", "Pounds and pence; empty: no limit is stated."),
      text("conditions", "Conditions", "In the words of the scheme; empty: none is stated."),
      text("legalBasis", "Legal basis", "Provision."),
      text("passesOn", "Passes on", "yes where it may be delegated further."),
      date("beginsOn", "Since", "First day."),
      date("endsOn", "Ended", "First day on which it no longer holds; empty: none."),
      text("lapsed", "Lapsed", "yes where it ended with the body that made or had it."),
      text("source", "Source", "Where the row is known from."),
      date("seen", "Seen", "The day it was seen there."),
      text("basis", "Basis", "kept-here or illustrative (made up)."),
    ],
    rows: async ({ db, at }) => {
      const world = await loadPowerWorld(db, { at });
      const functions = new Map([...world.functions.values()].map((one) => [one.id, one.slug]));
      return (await listDelegations(db)).map((line) => ({
        from: line.from.organisationId && world.bodies.get(line.from.organisationId)?.slug,
        function: functions.get(line.functionId),
        fromBoard: line.from.boardId && world.boards.get(line.from.boardId)?.slug,
        fromPost: line.from.post,
        to: line.to.organisationId && world.bodies.get(line.to.organisationId)?.slug,
        toBoard: line.to.boardId && world.boards.get(line.to.boardId)?.slug,
        toPost: line.to.post,
        area: line.areaId && world.areas.get(line.areaId)?.slug,
        limitPounds: line.limit === undefined ? undefined : plainPounds(line.limit),
        conditions: line.conditions,
        legalBasis: line.legalBasis,
        passesOn: line.passesOn ? "yes" : "no",
        beginsOn: line.beginsOn,
        endsOn: line.endsOn,
        lapsed: line.lapsed ? "yes" : "no",
        source: line.source,
        seen: line.seen,
        basis: line.basis,
      }));
    },
  },
];
