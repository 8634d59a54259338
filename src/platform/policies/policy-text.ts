import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import { keptReading } from "../kept-reading.ts";
import type { PolicyAction } from "./vocabulary.ts";

/** One policy as people read it on /policies. */
export interface PolicyPage {
  /** The module whose text it stands in, or `common`. */
  readonly module: string;
  readonly id: string;
  /** The sentence a councillor can read. */
  readonly plain: string;
  /** The Cedar text that decides. */
  readonly text: string;
  readonly effect: "permit" | "forbid";
  /** The actions it is about; empty means every action. */
  readonly actions: readonly string[];
}

/** A policy as read: besides its page, every action that it names anywhere, also in a condition. */
export interface ReadPolicy {
  readonly page: PolicyPage;
  readonly named: readonly string[];
}

/** The policies of one module as text. */
export interface PolicyText {
  readonly module: string;
  readonly text: string;
}

/** What one text holds, and what is wrong with it. */
export interface ReadPolicies {
  readonly policies: readonly ReadPolicy[];
  readonly faults: readonly string[];
}

/**
 * Splits a text into its policies, in the order written, each with its `@id` and `@plain`.
 *
 * Cedar itself names policies policy0, policy1 and ignores `@id`; without this no answer could say which rule decided.
 */
export function readPolicies(given: PolicyText): ReadPolicies {
  const key = `${given.module} ${given.text}`;
  const read = readTexts.get(key) ?? keptReading("policies", key, () => readText(given));
  readTexts.set(key, read);
  return read;
}

/** What was read of each text: nodes in one process read it once. */
const readTexts = new Map<string, ReadPolicies>();

function readText({ module, text }: PolicyText): ReadPolicies {
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === "failure") {
    return {
      policies: [],
      faults: parts.errors.map((error) => `${module}: the text cannot be read: ${error.message}.`),
    };
  }
  const faults: string[] = parts.policy_templates.map(
    (template) => `${module}: a policy must not have open places: ${firstLine(template)}`,
  );
  const policies: ReadPolicy[] = [];
  for (const part of inOrder(parts.policies, text)) {
    const read = readPolicy(module, part);
    if ("fault" in read) faults.push(read.fault);
    else policies.push(read.policy);
  }
  return { policies, faults };
}

/** What is wrong with all policies taken together: ids used twice, actions nobody knows, actions nobody allows. */
export function faultsTogether(
  policies: readonly ReadPolicy[],
  actions: readonly PolicyAction[],
): readonly string[] {
  const known = new Set(actions.map((action) => action.name));
  const pages = policies.map((policy) => policy.page);
  const allowed = new Set(pages.filter((page) => page.effect === "permit").flatMap((page) => page.actions));
  return [
    ...repeated(pages.map((page) => page.id)).map((id) => `Two policies have the id "${id}".`),
    ...repeated(actions.map((action) => action.name)).map(
      (name) => `The action "${name}" is declared twice.`,
    ),
    ...policies.flatMap(({ page, named }) =>
      named
        .filter((action) => !known.has(action))
        .map(
          (action) => `${page.module}: "${page.id}" speaks of the action "${action}", which does not exist.`,
        ),
    ),
    ...actions
      .filter((action) => !allowed.has(action.name))
      .map((action) => `No policy says who may "${action.name}".`),
  ];
}

function readPolicy(
  module: string,
  text: string,
): { readonly policy: ReadPolicy } | { readonly fault: string } {
  const parsed = cedar.policyToJson(text);
  if (parsed.type === "failure") {
    return {
      fault: `${module}: a policy cannot be read: ${parsed.errors.map((error) => error.message).join("; ")}.`,
    };
  }
  const annotations = parsed.json.annotations ?? {};
  const id = annotations["id"]?.trim();
  const plain = annotations["plain"]?.trim();
  if (!id) return { fault: `${module}: a policy has no @id: ${firstLine(text)}` };
  if (!plain) return { fault: `${module}: "${id}" has no @plain sentence.` };
  const { action, conditions, effect } = parsed.json;
  const page = { module, id, plain, text, effect, actions: actionsIn(action) };
  return { policy: { page, named: actionsIn([action, conditions]) } };
}

/** Every action named in a part of a policy. */
function actionsIn(part: unknown): readonly string[] {
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("type" in node && node.type === "Action" && "id" in node && typeof node.id === "string")
      found.add(node.id);
    Object.values(node).forEach(walk);
  };
  walk(part);
  return [...found].toSorted();
}

/** Cedar gives the parts back sorted by its own names (policy10 before policy2). */
function inOrder(parts: readonly string[], text: string): readonly string[] {
  return [...parts].toSorted((left, right) => text.indexOf(left) - text.indexOf(right));
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
