-- Claims of success and the ways they are read as figures: their verdicts are computed from the figures and never stored.
create schema priorities;
grant usage on schema priorities to concordat_reader;

create table priorities.claim (
  slug text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null check (title <> ''),
  who text not null check (who <> ''),
  said text not null check (said <> ''),
  kind text not null check (kind in ('change-in-figures', 'activity', 'saves-money')),
  what_changed text not null check (what_changed <> ''),
  where_words text not null check (where_words <> ''),
  area_id uuid,
  since text not null check (since <> ''),
  by_how_much text not null check (by_how_much <> ''),
  cause text not null check (cause <> ''),
  cashable text check (cashable in ('yes', 'no', 'not-said')),
  saved_for text,
  saved_when text,
  limits text not null check (limits <> ''),
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text not null,
  -- Of money saved it is said whether it is cashable, whose and when; of anything else it is not.
  check ((kind = 'saves-money') = (cashable is not null and saved_for is not null and saved_when is not null))
);
create index claim_area on priorities.claim (area_id) where area_id is not null;
call kernel.publish('priorities.claim');

create table priorities.claim_definition (
  claim text not null references priorities.claim on delete cascade deferrable initially deferred,
  place integer not null,
  role text not null check (role in ('as-claimed', 'tried', 'beside')),
  label text not null check (label <> ''),
  -- Lists, parted by spaces.
  indicators text not null check (indicators <> ''),
  wholes text,
  subjects text not null check (subjects <> ''),
  against text,
  vintage text not null,
  direction text check (direction in ('up', 'down')),
  -- Whole months, 2010-08/2011-03.
  earlier text,
  before text,
  after text,
  later text,
  claimed_from numeric,
  claimed_to numeric,
  claimed_change numeric check (claimed_change > 0),
  decimals integer not null check (decimals between 0 and 4),
  scale numeric not null check (scale > 0),
  unit text not null check (unit <> ''),
  note text,
  dataset text not null,
  primary key (claim, place),
  check (direction is null or (before is not null and after is not null)),
  check (claimed_from is null or claimed_change is not null)
);
call kernel.publish('priorities.claim_definition');
