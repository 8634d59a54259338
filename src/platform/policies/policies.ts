import { createHash } from "node:crypto";
import process from "node:process";
import { setFlagsFromString } from "node:v8";
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import type { CivilDate } from "@concordat/calendar";
import type { PolicyResource, Viewer } from "../../kernel/index.ts";
import { faultsTogether, readPolicies, type PolicyPage, type PolicyText } from "./policy-text.ts";
import { commonActions, principalOf, resourceOf, schemaFor, type PolicyAction } from "./vocabulary.ts";

// Node 20 can end the whole process ("unreachable code" in its Deoptimizer) when it undoes JavaScript into which it had
// compiled a call to WebAssembly. Without compiling such calls in, a decision takes as long.
if (process.versions.node.startsWith("20.")) setFlagsFromString("--no-turbo-inline-js-wasm-calls");

/** May this viewer do this, to this thing, on this day? */
export interface PolicyQuestion {
  readonly viewer: Viewer;
  /** A command's name, `see` or `administer`. */
  readonly action: string;
  /** Left out: the question is about the site as a whole. */
  readonly resource?: PolicyResource | undefined;
  readonly today: CivilDate;
}

/** The answer, with the policies that decided it. */
export interface PolicyDecision {
  readonly allowed: boolean;
  /** Ids of the deciding policies; empty when no policy allows it. */
  readonly because: readonly string[];
  /** Their sentences, for the page that explains a refusal. */
  readonly plain: readonly string[];
  /** What went wrong in deciding, for the log; the answer is then no. */
  readonly faults: readonly string[];
}

/** The one authorisation function, over all modules' policies. */
export interface Policies {
  /**
   * Decides one question; takes about 0.4 ms, and the answer to the same question is kept.
   *
   * Anything but a clear yes is a no: an unknown action, an erring policy, a failure of the engine.
   */
  decide(question: PolicyQuestion): PolicyDecision;
  /** Every policy in the order of the modules, for /policies. */
  policyPages(): readonly PolicyPage[];
  readonly actions: readonly PolicyAction[];
  /**
   * What the strict validation against the schema finds. It takes half a second, and the texts are those of the project,
   * so tests ask and a start does not.
   */
  validate(): readonly string[];
}

/** What the policies are made of. */
export interface PolicySources {
  readonly commonText: string;
  readonly modules: readonly PolicyText[];
  /** Every command, besides `see` and `administer`, which are always there. */
  readonly actions: readonly PolicyAction[];
}

/** The policies contradict the commands or themselves; the application must not start with them. */
export class PolicyFault extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The policies cannot be used:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
    this.name = "PolicyFault";
    this.faults = faults;
  }
}

const answersKeptMax = 5000;

/**
 * Reads and prepares all policies once.
 *
 * @throws PolicyFault with every fault at once: no `@id` or `@plain`, an id twice, an unknown action, an action that no
 *   policy allows
 */
export function createPolicies(sources: PolicySources): Policies {
  const actions = [...commonActions, ...sources.actions];
  const texts = [{ module: "common", text: sources.commonText }, ...sources.modules];
  const read = texts.map(readPolicies);
  const policies = read.flatMap((one) => one.policies);
  const faults = [...read.flatMap((one) => one.faults), ...faultsTogether(policies, actions)];
  if (faults.length > 0) throw new PolicyFault(faults);

  const pages = policies.map((policy) => policy.page);
  const engineFor = enginesOf(pages, actions);
  const plainById = new Map(pages.map((page) => [page.id, page.plain]));
  const kept = new Map<string, PolicyDecision>();
  return {
    actions,
    policyPages: () => pages,
    validate: () => validate(pages, actions),
    decide: (question) => {
      const key = keyOf(question);
      const known = kept.get(key);
      if (known !== undefined) return known;
      const engine = engineFor(question.action);
      const decision = Object.freeze(
        engine === undefined
          ? refusal([`There is no action "${question.action}".`])
          : decideWith(engine, question, plainById),
      );
      if (kept.size >= answersKeptMax) kept.clear();
      kept.set(key, decision);
      return decision;
    },
  };
}

function validate(pages: readonly PolicyPage[], actions: readonly PolicyAction[]): readonly string[] {
  const answer = cedar.validate({
    schema: schemaFor(actions),
    policies: staticSet(pages),
    validationSettings: { mode: "strict" },
  });
  // A success may still carry errors: the list is what counts.
  return answer.type === "failure"
    ? answer.errors.map((error) => error.message)
    : [...answer.validationErrors, ...answer.validationWarnings].map(
        (found) => `${found.policyId}: ${found.error.message}`,
      );
}

/** The names under which Cedar keeps what it has parsed. */
interface Engine {
  readonly preparsedSchemaName: string;
  readonly preparsedPolicySetId: string;
}

/**
 * One prepared set for each action, made when first asked for, with only the policies that can speak about it.
 *
 * Cedar's time grows with the policies it is given: 100 of them cost 1 ms more than the handful about one action.
 */
function enginesOf(
  pages: readonly PolicyPage[],
  actions: readonly PolicyAction[],
): (action: string) => Engine | undefined {
  const byName = new Map(actions.map((action) => [action.name, action]));
  const engines = new Map<string, Engine>();
  return (name) => {
    const known = engines.get(name);
    const action = byName.get(name);
    if (known !== undefined || action === undefined) return known;
    const speaking = pages.filter((page) => page.actions.length === 0 || page.actions.includes(name));
    const engine = prepare(staticSet(speaking), schemaFor([action]));
    engines.set(name, engine);
    return engine;
  };
}

function prepare(policies: cedar.PolicySet, schema: cedar.SchemaJson<string>): Engine {
  // Named after the content: Cedar keeps these per process, and two sets made at once must not replace each other.
  const name = createHash("sha256")
    .update(JSON.stringify([policies, schema]))
    .digest("hex");
  const parsed = [cedar.preparseSchema(name, schema), cedar.preparsePolicySet(name, policies)];
  const unread = parsed.flatMap((one) =>
    one.type === "failure" ? one.errors.map((error) => error.message) : [],
  );
  if (unread.length > 0) throw new PolicyFault(unread);
  return { preparsedSchemaName: name, preparsedPolicySetId: name };
}

/** Under their own ids: Cedar would call them policy0, policy1, and no answer could say which rule decided. */
function staticSet(pages: readonly PolicyPage[]): cedar.PolicySet {
  return { staticPolicies: Object.fromEntries(pages.map((page) => [page.id, page.text])) };
}

function decideWith(
  engine: Engine,
  question: PolicyQuestion,
  plainById: ReadonlyMap<string, string>,
): PolicyDecision {
  const principal = principalOf(question.viewer);
  const resource = resourceOf(question.resource);
  let answer: cedar.AuthorizationAnswer;
  try {
    answer = cedar.statefulIsAuthorized({
      ...engine,
      principal: principal.uid,
      action: { type: "Action", id: question.action },
      resource: resource.uid,
      context: { today: { __extn: { fn: "datetime", arg: question.today } } },
      entities: [principal, resource],
      // Without this an attribute that is not there makes its policy vanish, forbids included.
      validateRequest: true,
    });
  } catch (error) {
    return refusal([error instanceof Error ? error.message : String(error)]);
  }
  if (answer.type === "failure") return refusal(answer.errors.map((error) => error.message));
  const { decision, diagnostics } = answer.response;
  // An erring policy is skipped by Cedar; were it a forbid, its firewall would be gone.
  if (diagnostics.errors.length > 0) {
    return refusal(diagnostics.errors.map((error) => `${error.policyId}: ${error.error.message}`));
  }
  const because = [...diagnostics.reason].toSorted();
  const plain = because.map((id) => plainById.get(id) ?? id);
  return { allowed: decision === "allow", because, plain, faults: [] };
}

function refusal(faults: readonly string[]): PolicyDecision {
  return { allowed: false, because: [], plain: [], faults };
}

/** Everything that the answer depends on, as text. */
function keyOf(question: PolicyQuestion): string {
  const viewer = principalOf(question.viewer);
  const resource = resourceOf(question.resource);
  return JSON.stringify([
    viewer.uid,
    viewer.attrs,
    question.action,
    resource.uid,
    resource.attrs,
    question.today,
  ]);
}
