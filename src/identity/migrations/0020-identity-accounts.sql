-- Who may sign in, and in what capacity they act. Nothing here is granted to readers: these tables hold personal data.
create schema identity;

create table identity.account (
  id uuid primary key,
  email text not null unique check (email = lower(email) and length(email) between 3 and 254 and email like '_%@_%'),
  display_name text not null check (length(display_name) between 1 and 200),
  password_hash text check (password_hash like '$argon2id$%'),
  administrator boolean not null default false,
  illustrative boolean not null default false,
  oidc_issuer text,
  oidc_subject text,
  status text not null default 'active' check (status in ('active', 'closed')),
  created_at timestamptz not null,
  unique (oidc_issuer, oidc_subject),
  check ((oidc_issuer is null) = (oidc_subject is null)),
  check (not (administrator and illustrative))
);

create table identity.office (
  id uuid primary key,
  account_id uuid not null references identity.account,
  organisation_id text not null check (length(organisation_id) between 1 and 100),
  organisation_name text not null check (length(organisation_name) between 1 and 300),
  title text not null check (length(title) between 1 and 200),
  role text not null check (role in ('keeper', 'member')),
  seat text check (seat like '%_:_%:_%'),
  begins_on date not null,
  ends_on date check (ends_on >= begins_on)
);
create index office_of_account on identity.office (account_id);
-- Nobody holds the same office twice at a time.
create unique index office_held_once on identity.office (account_id, organisation_id, lower(title)) where ends_on is null;

create table identity.session (
  id_hash text primary key check (id_hash ~ '^[0-9a-f]{64}$'),
  account_id uuid references identity.account,
  value jsonb not null default '{}',
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  rotated integer not null default 0 check (rotated >= 0)
);
create index session_of_account on identity.session (account_id);
create index session_end on identity.session (ends_at);

create table identity.sign_in_link (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  account_id uuid not null references identity.account,
  purpose text not null check (purpose in ('sign-in', 'new-password')),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_link_of_account on identity.sign_in_link (account_id);

-- The key names an account or an address as a hash, so that a mistyped address is not kept.
create table identity.attempt (
  id uuid primary key,
  key text not null,
  at timestamptz not null
);
create index attempt_of_key on identity.attempt (key, at);

-- A token has no hash until its owner has looked at it, once: no answer that is kept anywhere contains it.
create table identity.api_token (
  id uuid primary key,
  token_hash text unique check (token_hash ~ '^[0-9a-f]{64}$'),
  account_id uuid not null references identity.account,
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null,
  last_used_at timestamptz,
  ends_on date not null
);
create index api_token_of_account on identity.api_token (account_id);
