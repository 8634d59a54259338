-- Polls of councils, who controls the London boroughs, what sources say of clusters and of places not settled; how a left-behind thing is settled.
create table place.poll (
  id uuid primary key,
  council_id uuid not null references place.organisation deferrable initially deferred,
  -- What a source says no more of is absent: a day without its year cannot be, a year without its day can.
  on_date date,
  year integer check (year between 1889 and 2200),
  precision text not null check (precision in ('day', 'year', 'not-known')),
  kind text not null check (kind in ('ordinary', 'by-election')),
  cycle text check (cycle in ('whole-council', 'thirds', 'halves')),
  -- What the source says; pages go by the day asked about wherever that decides it.
  state text not null check (state in ('past', 'expected')),
  -- How the date is known, in the source's words.
  rule text,
  -- The electoral division of a by-election.
  division text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  check ((precision = 'day') = (on_date is not null)),
  check ((precision = 'not-known') = (year is null)),
  check (on_date is null or extract(year from on_date) = year),
  check ((kind = 'by-election') = (division is not null))
);
create index poll_council on place.poll (council_id);
-- One ordinary poll of a council a year; one by-election of a division on a day.
create unique index poll_ordinary on place.poll (council_id, year) where kind = 'ordinary';
create unique index poll_division on place.poll (council_id, division, on_date) where kind = 'by-election';
call kernel.publish('place.poll');
alter table place.poll enable row level security;
create policy beside_visible on place.poll for select to concordat_reader using (
  exists (select from place.organisation where organisation.id = poll.council_id));

create table place.party (
  code text primary key,
  name text not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text
);
call kernel.publish('place.party');

create table place.council_control (
  council_id uuid not null references place.organisation deferrable initially deferred,
  year integer not null,
  -- Code of a party, NOC, or absent where the status says why.
  control text,
  status text not null check (status in ('value', 'no-data', 'not-applicable')),
  seats_printed integer check (seats_printed >= 0),
  seats_computed integer check (seats_computed >= 0),
  largest_party text,
  elected_mayor boolean,
  mayor_party text,
  note text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  primary key (council_id, year)
);
call kernel.publish('place.council_control');
alter table place.council_control enable row level security;
create policy beside_visible on place.council_control for select to concordat_reader using (
  exists (select from place.organisation where organisation.id = council_control.council_id));

create table place.council_seats (
  council_id uuid not null references place.organisation deferrable initially deferred,
  year integer not null,
  party text not null,
  seats integer not null check (seats >= 0),
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  primary key (council_id, year, party)
);
call kernel.publish('place.council_seats');
alter table place.council_seats enable row level security;
create policy beside_visible on place.council_seats for select to concordat_reader using (
  exists (select from place.organisation where organisation.id = council_seats.council_id));

-- Boards that share their leadership; since when is not held.
create table place.cluster (
  organisation_id uuid not null references place.organisation deferrable initially deferred,
  cluster text not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  primary key (organisation_id, cluster)
);
call kernel.publish('place.cluster');
alter table place.cluster enable row level security;
create policy beside_visible on place.cluster for select to concordat_reader using (
  exists (select from place.organisation where organisation.id = cluster.organisation_id));

-- Things of which the sources leave open in which of several areas they lie.
create table place.unsettled_place (
  area_id uuid references place.area deferrable initially deferred,
  organisation_id uuid references place.organisation deferrable initially deferred,
  -- The day from which it is open; absent: not known since when.
  on_date date,
  asked_kind text not null check (asked_kind in ('place', 'system')),
  candidate_id uuid not null references place.area deferrable initially deferred,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  check ((area_id is null) <> (organisation_id is null))
);
create index unsettled_place_area on place.unsettled_place (area_id);
create index unsettled_place_organisation on place.unsettled_place (organisation_id);
create index unsettled_place_candidate on place.unsettled_place (candidate_id);
call kernel.publish('place.unsettled_place');
alter table place.unsettled_place enable row level security;
create policy beside_visible on place.unsettled_place for select to concordat_reader using (
  exists (select from place.area where area.id = unsettled_place.area_id)
  or exists (select from place.organisation where organisation.id = unsettled_place.organisation_id));

-- What sources say in short of London's health bodies, dated or not.
create table place.london_fact (
  fact text primary key,
  value text not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text
);
call kernel.publish('place.london_fact');

-- A thing left behind has an address, and when somebody settled it, what it said before stays beside it.
alter table place.left_behind
  add column id uuid not null unique default gen_random_uuid(),
  add column settled_on date,
  add column asked_why text,
  add check ((settled_on is null) = (asked_why is null)),
  add check (settled_on is null or outcome <> 'must-be-asked');
