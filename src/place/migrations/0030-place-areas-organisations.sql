-- Areas, organisations and boards through time: every fact has the days it held, and where it comes from.
create schema place;
grant usage on schema place to concordat_reader;
create extension if not exists btree_gist;

create table place.area (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  kind text not null check (kind in ('nation', 'region', 'nhs-region', 'strategic-authority', 'system', 'place', 'district', 'neighbourhood')),
  name text not null check (name <> ''),
  begins_on date,
  ends_on date,
  -- The first day for which this site says that it was in being: where its beginning is not known, the day of the earliest
  -- lists that the rows come from; neighbourhoods have one list, of 2022.
  held_from date not null generated always as (coalesce(begins_on, case kind when 'neighbourhood' then date '2022-01-01' else date '2018-01-01' end)) stored,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  version integer not null default 1,
  check (begins_on < ends_on)
);
call kernel.guard('place.area');

create table place.area_part (
  part_id uuid not null references place.area deferrable initially deferred,
  whole_id uuid not null references place.area deferrable initially deferred,
  share numeric check (share > 0 and share <= 1),
  begins_on date,
  ends_on date,
  held_from date not null generated always as (coalesce(begins_on, date '2018-01-01')) stored,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  check (part_id <> whole_id),
  check (begins_on < ends_on),
  -- The same part lies in the same whole once at any time.
  exclude using gist (part_id with =, whole_id with =, daterange(begins_on, ends_on) with &&) deferrable initially deferred
);
create index area_part_whole on place.area_part (whole_id);
call kernel.publish('place.area_part');

create table place.organisation (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  kind text not null,
  name text not null check (name <> ''),
  official_name text,
  area_id uuid references place.area deferrable initially deferred,
  foundation boolean,
  kept_here boolean not null default false,
  begins_on date,
  ends_on date,
  held_from date not null generated always as (coalesce(begins_on, case kind when 'network' then date '2022-01-01' else date '2018-01-01' end)) stored,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  version integer not null default 1,
  check (begins_on < ends_on)
);
create index organisation_kind on place.organisation (kind);
create index organisation_area on place.organisation (area_id);
call kernel.guard('place.organisation');

create table place.organisation_name (
  organisation_id uuid not null references place.organisation deferrable initially deferred,
  name text not null,
  begins_on date,
  ends_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  check (begins_on < ends_on)
);
create index organisation_name_of on place.organisation_name (organisation_id);
call kernel.publish('place.organisation_name');

create table place.identifier (
  area_id uuid references place.area deferrable initially deferred,
  organisation_id uuid references place.organisation deferrable initially deferred,
  scheme text not null,
  code text not null,
  begins_on date,
  ends_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  check ((area_id is null) <> (organisation_id is null)),
  check (begins_on < ends_on)
);
create index identifier_code on place.identifier (code);
create index identifier_area on place.identifier (area_id);
create index identifier_organisation on place.identifier (organisation_id);
call kernel.publish('place.identifier');

create table place.succession (
  from_id uuid not null references place.organisation deferrable initially deferred,
  to_id uuid not null references place.organisation deferrable initially deferred,
  on_date date not null,
  kind text not null check (kind in ('merger', 'split', 'enlargement', 'rename', 'takeover')),
  share numeric check (share > 0 and share <= 1),
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  primary key (from_id, to_id, on_date),
  check (from_id <> to_id)
);
create index succession_to on place.succession (to_id);
call kernel.publish('place.succession');

-- What a body left behind when it ended, and what became of each thing; unsettled until somebody settles it.
create table place.left_behind (
  organisation_id uuid not null references place.organisation deferrable initially deferred,
  subject text not null,
  title text not null,
  outcome text not null check (outcome in ('passes-on', 'ends', 'must-be-asked')),
  to_subject text,
  why text not null,
  on_date date not null,
  primary key (organisation_id, subject)
);
call kernel.publish('place.left_behind');

create table place.served_area (
  organisation_id uuid not null references place.organisation deferrable initially deferred,
  area_id uuid not null references place.area deferrable initially deferred,
  share numeric not null check (share > 0 and share <= 1),
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  primary key (organisation_id, area_id)
);
create index served_area_area on place.served_area (area_id);
call kernel.publish('place.served_area');
