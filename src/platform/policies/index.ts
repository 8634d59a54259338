export { createPolicies, PolicyFault, type Policies } from "./policies.ts";
