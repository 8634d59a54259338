export { createPolicies, PolicyFault } from "./policies.ts";
export type { Policies, PolicyDecision, PolicyQuestion, PolicySources } from "./policies.ts";
export type { PolicyPage, PolicyText } from "./policy-text.ts";
export type { PolicyAction } from "./vocabulary.ts";
