import type { PolicyResource, Viewer } from "../../kernel/index.ts";
import { subjectText } from "../../kernel/index.ts";
import type { EntityJson, SchemaJson, TypeAndId } from "@cedar-policy/cedar-wasm/nodejs";

/** What every policy may speak of, whatever the module. */
export const commonActions: readonly PolicyAction[] = [
  { name: "see", about: "Read a page" },
  { name: "administer", about: "Look after accounts and settings" },
];

/** Something that policies allow or forbid: a command's name, `see` or `administer`. */
export interface PolicyAction {
  readonly name: string;
  /** What it is, for the page of policies: the command's title. */
  readonly about: string;
}

const yesNo = { type: "Boolean" } as const;
const words = { type: "String" } as const;
const manyWords = { type: "Set", element: { type: "String" } } as const;

/**
 * The schema in which all policies are written; every attribute is required.
 *
 * Required, because a policy that meets a missing attribute is skipped: a `forbid` would silently stop forbidding.
 */
export function schemaFor(actions: readonly PolicyAction[]): SchemaJson<string> {
  const appliesTo = {
    principalTypes: ["Person", "Visitor"],
    resourceTypes: ["Thing", "Site"],
    context: {
      type: "Record" as const,
      attributes: { today: { type: "Extension" as const, name: "datetime" } },
    },
  };
  return {
    "": {
      entityTypes: {
        Visitor: { shape: { type: "Record", attributes: {} } },
        Person: {
          shape: {
            type: "Record",
            attributes: {
              account: words,
              administrator: yesNo,
              keeps: manyWords,
              belongs: manyWords,
              illustrative: yesNo,
            },
          },
        },
        Site: { shape: { type: "Record", attributes: {} } },
        Thing: {
          shape: {
            type: "Record",
            attributes: {
              id: words,
              module: words,
              kind: words,
              keepers: manyWords,
              barred: manyWords,
              keptHere: yesNo,
              illustrative: yesNo,
            },
          },
        },
      },
      actions: Object.fromEntries(actions.map((action) => [action.name, { appliesTo }])),
    },
  };
}

/** Whoever asks, as the policies see them. */
export function principalOf(viewer: Viewer): EntityJson & { readonly uid: TypeAndId } {
  if (viewer.kind === "visitor") return { uid: { type: "Visitor", id: "visitor" }, attrs: {}, parents: [] };
  const keeping = viewer.standings.filter((standing) => standing.role === "keeper");
  return {
    uid: { type: "Person", id: viewer.accountId },
    attrs: {
      account: viewer.accountId,
      administrator: viewer.administrator,
      keeps: organisationsOf(keeping),
      belongs: organisationsOf(viewer.standings),
      illustrative: viewer.illustrative,
    },
    parents: [],
  };
}

/** The thing acted upon as the policies see it; the site as a whole where there is none. */
export function resourceOf(resource: PolicyResource | undefined): EntityJson & { readonly uid: TypeAndId } {
  if (resource === undefined) return { uid: { type: "Site", id: "site" }, attrs: {}, parents: [] };
  return {
    uid: { type: "Thing", id: subjectText(resource.ref) },
    attrs: {
      id: resource.ref.id,
      module: resource.ref.module,
      kind: resource.ref.kind,
      keepers: [...resource.keepers],
      barred: [...(resource.barred ?? [])],
      keptHere: resource.keptHere,
      illustrative: resource.illustrative,
    },
    parents: [],
  };
}

function organisationsOf(standings: readonly { readonly organisationId: string }[]): string[] {
  return [...new Set(standings.map((standing) => standing.organisationId))].toSorted();
}
