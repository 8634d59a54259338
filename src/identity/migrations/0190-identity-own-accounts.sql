-- Residents make a sign-in alone: until its letter is answered it waits here and is no account.
create table identity.waiting_account (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  email text not null check (email = lower(email) and length(email) between 3 and 254 and email like '_%@_%'),
  display_name text not null check (length(display_name) between 1 and 200),
  password_hash text not null check (password_hash like '$argon2id$%'),
  next text not null check (next like '/%' and length(next) <= 2000),
  expires_at timestamptz not null
);
create index waiting_account_of_email on identity.waiting_account (email);

-- Administrators and made-up people never come by themselves.
alter table identity.account
  add column address_confirmed boolean not null default true,
  add check (address_confirmed or not (administrator or illustrative));

-- Somebody whose account was closed may come back, with another account.
alter table identity.account drop constraint account_email_key;
create unique index account_email_active on identity.account (email) where status = 'active';
