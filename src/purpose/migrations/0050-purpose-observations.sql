-- Indicators and their observations: every figure with its source, its vintage and, where there is none, the reason why.
create schema purpose;
grant usage on schema purpose to concordat_reader;

create table purpose.publication (
  key text primary key,
  title text not null,
  publisher text not null,
  source text not null,
  seen date not null,
  basis text not null,
  licence text not null
);
call kernel.publish('purpose.publication');

create table purpose.indicator (
  -- An address may not end like a format.
  id text primary key check (id ~ '^[a-z0-9]+([.-][a-z0-9]+)*$' and id !~ '\.(json|csv|atom)$'),
  name text not null check (name <> ''),
  about text not null,
  unit text not null check (unit <> ''),
  direction text not null check (direction in ('lower-better', 'higher-better', 'neither')),
  numerator text,
  denominator text,
  collection text not null,
  breaks text,
  -- The file it is chiefly taken from; null where bodies kept here enter it.
  main_file text,
  kept_here boolean not null default false,
  dataset text not null,
  check (kept_here = (main_file is null))
);
call kernel.publish('purpose.indicator');

create table purpose.code_without_place (
  code text primary key,
  name text not null,
  why text not null,
  dataset text not null
);
call kernel.publish('purpose.code_without_place');

create table purpose.observation (
  -- Names a row of purpose.indicator; asked once at the end of each load, because asking for every row doubles its time.
  indicator_id text not null,
  code text not null,
  dimension text not null default '',
  period_start date not null,
  period_end date not null,
  vintage text not null,
  status text not null check (status in ('value', 'zero', 'no-data', 'suppressed', 'not-applicable')),
  value numeric,
  numerator numeric,
  denominator numeric,
  -- Null: the unit of the indicator.
  unit text,
  note text,
  area_id uuid,
  organisation_id uuid,
  -- A publication, or the organisation that entered it here.
  dataset text,
  entered_by uuid,
  entered_on date,
  basis text not null,
  check (period_start <= period_end),
  check (area_id is null or organisation_id is null),
  check ((dataset is null) <> (entered_by is null)),
  check ((entered_by is null) = (entered_on is null)),
  constraint observation_status_agrees check (
    case status when 'value' then value is not null and value <> 0 and value <> 'NaN'
      when 'zero' then value is not null and value = 0
      else value is null end)
);
-- In the order in which the latest is looked for: the latest end, then the longer period, then the later vintage.
create unique index observation_key on purpose.observation
  (indicator_id, code, dimension, period_end desc, period_start, vintage desc);
create index observation_area on purpose.observation (area_id, indicator_id) where area_id is not null;
create index observation_organisation on purpose.observation (organisation_id, indicator_id) where organisation_id is not null;
create index observation_dataset on purpose.observation (dataset);
create index observation_entered on purpose.observation (entered_by) where entered_by is not null;
call kernel.publish('purpose.observation');

-- Made from the observations: counting them at every reading would take too long.
create table purpose.cover (
  indicator_id text primary key references purpose.indicator on delete cascade deferrable initially deferred,
  observations integer not null,
  areas integer not null,
  organisations integer not null,
  first_day date not null,
  last_day date not null
);
call kernel.publish('purpose.cover');
