-- Agreements, pooled funds and their books: what was recorded is never changed, and every transaction balances at commit.
create schema pounds;
grant usage on schema pounds to concordat_reader;

create table pounds.agreement (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> ''),
  area_id uuid not null,
  form text not null check (form in ('pooled', 'aligned', 'lead-commissioning', 'integrated-provision', 'grant-transfer', 'not-known')),
  powers text,
  begins_on date,
  -- First day on which it no longer runs; null: not known, or no end.
  ends_on date,
  approved_on date,
  approved_by text,
  -- Whether it is kept on this site; of the others we know only what a source says.
  kept_here boolean not null default false,
  story text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  check (begins_on is null or ends_on is null or begins_on < ends_on)
);
create index agreement_area on pounds.agreement (area_id);
call kernel.guard('pounds.agreement');

create table pounds.party (
  agreement_id uuid not null references pounds.agreement on delete cascade deferrable initially deferred,
  -- How the books name it.
  key text not null check (key ~ '^[a-z0-9]+([-._][a-z0-9]+)*$'),
  place integer not null,
  -- Null where the body itself is not held here; the name is then as the source prints it.
  organisation_id uuid,
  name text not null check (name <> ''),
  sector text not null check (sector in ('council', 'nhs', 'other')),
  host boolean not null default false,
  signed_on date,
  dataset text,
  audience text not null,
  primary key (agreement_id, key)
);
create index party_organisation on pounds.party (organisation_id) where organisation_id is not null;
call kernel.guard('pounds.party');

-- The risk share as it stood from a day; an earlier version stays to be read.
create table pounds.version (
  agreement_id uuid not null references pounds.agreement on delete cascade deferrable initially deferred,
  number integer not null check (number >= 0),
  from_on date not null,
  risk_share text not null check (risk_share <> ''),
  why text not null check (why <> ''),
  illustrative boolean not null,
  source text not null,
  seen date not null,
  dataset text,
  audience text not null,
  primary key (agreement_id, number)
);
call kernel.guard('pounds.version');

-- What the regulations require an agreement to say, in the agreement's own words.
create table pounds.term (
  agreement_id uuid not null references pounds.agreement on delete cascade deferrable initially deferred,
  requirement text not null,
  words text not null check (words <> ''),
  dataset text,
  audience text not null,
  primary key (agreement_id, requirement)
);
call kernel.guard('pounds.term');

create table pounds.fund (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  agreement_id uuid not null references pounds.agreement on delete cascade deferrable initially deferred,
  name text not null check (name <> ''),
  year text not null check (year <> ''),
  -- Null where a source names a year too loosely to count days.
  begins_on date,
  ends_on date,
  total_pence bigint,
  total_mark text not null check (total_mark in ('printed', 'derived', 'not-known', 'kept-here')),
  -- Another total that a source prints, where it differs.
  reported_pence bigint,
  -- How roundly the source prints: "to the pound", "to the nearest £1m".
  rounding text,
  risk_share text,
  -- What the fund means to do about inequality, in its own words.
  inequality text,
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  check (begins_on is null or ends_on is null or begins_on < ends_on),
  check ((total_pence is null) = (total_mark in ('not-known', 'kept-here')))
);
create index fund_agreement on pounds.fund (agreement_id);
call kernel.guard('pounds.fund');

-- What each party puts in, by source of funding, as planned or as a source prints it.
create table pounds.funding (
  fund_id uuid not null references pounds.fund on delete cascade deferrable initially deferred,
  place integer not null,
  party text not null,
  source_of_funding text not null,
  label text not null,
  amount_pence bigint,
  mark text not null check (mark in ('printed', 'derived', 'not-known', 'agreed-here', 'illustrative')),
  note text,
  dataset text,
  audience text not null,
  primary key (fund_id, place),
  check ((amount_pence is null) = (mark = 'not-known'))
);
call kernel.guard('pounds.funding');

create table pounds.scheme (
  fund_id uuid not null references pounds.fund on delete cascade deferrable initially deferred,
  key text not null check (key ~ '^[a-z0-9]+([-._][a-z0-9]+)*$'),
  place integer not null,
  name text not null check (name <> ''),
  lead text not null,
  source_of_funding text,
  budget_pence bigint not null,
  -- Who delivers, which decides the VAT.
  body text,
  vat text check (vat in ('council-section-33', 'nhs-contracted-out', 'no-recovery')),
  prevention text check (prevention in ('foundational', 'primary', 'secondary', 'tertiary', 'none')),
  profile text not null default 'even',
  judged_pence bigint,
  judged_why text,
  about text,
  basis text not null,
  dataset text,
  audience text not null,
  primary key (fund_id, key),
  check ((judged_pence is null) = (judged_why is null))
);
call kernel.guard('pounds.scheme');

create function pounds.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception 'The books only grow: % of pounds.% is refused.', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation', hint = 'Record a reversal.';
end $$;

create procedure pounds.keep_append_only(kept regclass)
language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete on %s
    for each row execute function pounds.refuse_change()', kept);
  execute format('create trigger append_only_whole before truncate on %s
    for each statement execute function pounds.refuse_change()', kept);
end $$;

-- One journal for each fund. An entry is an act: transaction, commitment, reversal, closing, dispute, settlement and so on.
create table pounds.entry (
  fund_id uuid not null references pounds.fund,
  sequence integer not null check (sequence >= 1),
  -- Without a gap: each but the first has one before it.
  previous integer generated always as (nullif(sequence - 1, 0)) stored,
  act_id text not null check (length(act_id) between 1 and 120),
  kind text not null check (kind in ('transaction', 'commitment', 'fulfilment', 'lapse', 'reversal', 'closing', 'reopening',
    'dispute', 'position', 'settlement')),
  on_date date,
  -- The entry that this one is about, and whether this one ends it.
  target text,
  ends text generated always as (case when kind <> 'position' then target end) stored,
  act jsonb not null,
  fingerprint text not null,
  recorded_at timestamptz not null check (recorded_at = date_trunc('milliseconds', recorded_at)),
  recorded_by text not null,
  illustrative boolean not null,
  dataset text,
  audience text not null,
  primary key (fund_id, sequence),
  unique (fund_id, act_id),
  unique (fund_id, ends),
  foreign key (fund_id, previous) references pounds.entry (fund_id, sequence),
  foreign key (fund_id, target) references pounds.entry (fund_id, act_id)
);
call pounds.keep_append_only('pounds.entry');
call kernel.guard('pounds.entry');

create table pounds.account (
  id text primary key,
  kind text not null check (kind in ('cash', 'contribution', 'spending', 'receivable', 'payable', 'vat', 'reserve')),
  fund text not null,
  year text,
  partner text,
  scheme text,
  source text,
  body text,
  vat text,
  audience text not null
);
call pounds.keep_append_only('pounds.account');
call kernel.guard('pounds.account');

-- Every change of an account. A balance is a sum of these rows and of nothing else.
create table pounds.movement (
  fund_id uuid not null,
  sequence integer not null,
  place integer not null,
  account text not null references pounds.account,
  layer text not null check (layer in ('posted', 'pending')),
  on_date date not null,
  amount_pence bigint not null check (amount_pence <> 0),
  audience text not null,
  primary key (fund_id, sequence, place),
  foreign key (fund_id, sequence) references pounds.entry (fund_id, sequence)
);
create index movement_account on pounds.movement (account, layer, sequence) include (on_date, amount_pence);
call pounds.keep_append_only('pounds.movement');
call kernel.guard('pounds.movement');

create function pounds.must_balance() returns trigger
language plpgsql as $$
declare
  sum_pence numeric;
begin
  select sum(amount_pence) into sum_pence from pounds.movement
    where fund_id = new.fund_id and sequence = new.sequence and layer = new.layer and on_date = new.on_date;
  if sum_pence <> 0 then
    raise exception 'Entry % does not balance: its % money on % sums to % pence.', new.sequence, new.layer, new.on_date, sum_pence
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger balanced after insert on pounds.movement
  deferrable initially deferred for each row execute function pounds.must_balance();

-- What somebody prepared and somebody else has yet to approve. Seen by the host only; a worklist, so not append-only.
create table pounds.prepared (
  id uuid primary key,
  fund_id uuid not null references pounds.fund,
  act jsonb not null,
  words text not null,
  -- An account; it leaves this table with the row and stands nowhere else.
  prepared_by text not null,
  capacity text not null,
  prepared_at timestamptz not null,
  audience text not null
);
create index prepared_fund on pounds.prepared (fund_id);
call kernel.guard('pounds.prepared');
