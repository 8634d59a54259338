-- Boards and their seats, as a source says or as kept here; a board being set up is seen by its own organisation only.
create table place.board (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  kind text not null,
  name text not null check (name <> ''),
  area_id uuid references place.area deferrable initially deferred,
  organisation_id uuid references place.organisation deferrable initially deferred,
  purpose text,
  membership_as_at text,
  -- The first day of what the source of the membership covers.
  membership_on date,
  completeness text not null check (completeness in ('complete', 'partial', 'counts-only', 'not-held', 'kept-here')),
  completeness_note text,
  begins_on date,
  ends_on date,
  -- A board whose body ended before it could begin; begins_on is then the day it would have begun.
  never_began boolean not null default false,
  -- The first day for which this site says that it was in being.
  held_from date not null generated always as (coalesce(begins_on, least(membership_on, date '2018-01-01'))) stored,
  sealed_entry uuid,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  version integer not null default 1,
  check (begins_on < ends_on),
  check (not never_began or (begins_on is not null and ends_on is null))
);
create index board_organisation on place.board (organisation_id);
create index board_area on place.board (area_id);
call kernel.guard('place.board');

create table place.seat (
  board_id uuid not null references place.board deferrable initially deferred,
  number text not null,
  role text not null,
  organisation_id uuid references place.organisation deferrable initially deferred,
  organisation_name text,
  voice text not null check (voice in ('nhs-commissioner', 'nhs-provider', 'primary-care', 'council-elected', 'council-officer',
    'voluntary', 'healthwatch-public', 'independent', 'other', 'not-known')),
  voice_rule text,
  seats integer check (seats > 0),
  voting text not null check (voting in ('yes', 'no', 'not-known')),
  statutory text not null check (statutory in ('yes', 'no', 'not-known')),
  note text,
  begins_on date,
  ends_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  primary key (board_id, number),
  check (begins_on < ends_on)
);
call kernel.guard('place.seat');
