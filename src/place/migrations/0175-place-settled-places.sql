-- What becomes of a thing of which the sources leave open in which area it lies: settled once, with the reason; and areas by their kind.
create table place.settled_place (
  area_id uuid references place.area deferrable initially deferred,
  organisation_id uuid references place.organisation deferrable initially deferred,
  asked_kind text not null check (asked_kind in ('place', 'system')),
  -- The area that it was settled to lie in.
  into_id uuid not null references place.area deferrable initially deferred,
  reason text not null,
  settled_on date not null,
  source text not null,
  seen date not null,
  basis text not null,
  check ((area_id is null) <> (organisation_id is null)),
  unique nulls not distinct (area_id, organisation_id, asked_kind)
);
call kernel.publish('place.settled_place');
alter table place.settled_place enable row level security;
create policy beside_visible on place.settled_place for select to concordat_reader using (
  exists (select from place.area where area.id = settled_place.area_id)
  or exists (select from place.organisation where organisation.id = settled_place.organisation_id));

-- The NHS regions, and the council area that others lie in, are looked for by kind for every answer to who may decide.
create index area_kind on place.area (kind);
