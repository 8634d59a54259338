import type { Generated } from "kysely";

/** Rows of schema `identity`; dates and moments are text, as the pool reads them. */
export type IdentityTables = {
  "identity.account": {
    id: string;
    email: string;
    display_name: string;
    password_hash: string | null;
    administrator: Generated<boolean>;
    illustrative: Generated<boolean>;
    oidc_issuer: string | null;
    oidc_subject: string | null;
    status: Generated<"active" | "closed">;
    created_at: string;
    address_confirmed: Generated<boolean>;
  };
  "identity.waiting_account": {
    token_hash: string;
    email: string;
    display_name: string;
    password_hash: string;
    next: string;
    expires_at: string;
  };
  "identity.office": {
    id: string;
    account_id: string;
    organisation_id: string;
    organisation_name: string;
    title: string;
    role: "keeper" | "member";
    seat: string | null;
    begins_on: string;
    ends_on: string | null;
  };
  "identity.session": {
    id_hash: string;
    account_id: string | null;
    value: Generated<unknown>;
    created_at: string;
    seen_at: string;
    ends_at: string;
    rotated: Generated<number>;
  };
  "identity.sign_in_link": {
    token_hash: string;
    account_id: string;
    purpose: "sign-in" | "new-password";
    expires_at: string;
    used_at: string | null;
  };
  "identity.attempt": { id: string; key: string; at: string };
  "identity.api_token": {
    id: string;
    token_hash: string | null;
    account_id: string;
    name: string;
    created_at: string;
    last_used_at: string | null;
    ends_on: string;
  };
};

/** The one table of the shell that this module writes one row of. */
export type SettingTables = { "kernel.setting": { key: string; value: unknown } };
