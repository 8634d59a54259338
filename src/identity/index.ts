export { createIdentityModule } from "./module.ts";
export { createCsrf, type Csrf } from "./csrf.ts";
export { createOidc, type Oidc, type OidcSettings } from "./oidc.ts";
export { registerSignIn } from "./web.ts";
export type { SignInForm, SignInPorts } from "./web-exchange.ts";
export { linkAddress } from "./letters.ts";
export type { Account, Office, OrganisationChoice } from "./account.ts";
export type { IdentityPorts } from "./ports.ts";
export type { OpenedSession, Session } from "./session.ts";
export {
  createAccount,
  findAccount,
  findAccountByEmail,
  setPassword,
  type NewAccount,
} from "./store-account.ts";
export { giveOffice, type NewOffice } from "./store-office.ts";
export { createSignInLink, ensureFirstAdministrator, type SignInLink } from "./store-link.ts";
export { findSession, keepInSession, openSession, rotateSession, viewerOfSession } from "./store-session.ts";
export { createToken, revealToken, viewerOfToken } from "./store-token.ts";
export { formSecret } from "./store-upkeep.ts";
