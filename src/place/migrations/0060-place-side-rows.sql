-- What stands beside a thing is seen by whoever sees the thing: names, codes, parts and successions of one being set up are its own people's.
-- The thing itself is under row security, so that a policy that looks for it finds it for those who may see it, and for nobody else.
alter table place.area_part enable row level security;
create policy beside_visible on place.area_part for select to concordat_reader using (
  exists (select from place.area where area.id = area_part.part_id)
  and exists (select from place.area where area.id = area_part.whole_id));

alter table place.organisation_name enable row level security;
create policy beside_visible on place.organisation_name for select to concordat_reader using (
  exists (select from place.organisation where organisation.id = organisation_name.organisation_id));

alter table place.identifier enable row level security;
create policy beside_visible on place.identifier for select to concordat_reader using (
  exists (select from place.area where area.id = identifier.area_id)
  or exists (select from place.organisation where organisation.id = identifier.organisation_id));

alter table place.succession enable row level security;
create policy beside_visible on place.succession for select to concordat_reader using (
  exists (select from place.organisation where organisation.id = succession.from_id)
  and exists (select from place.organisation where organisation.id = succession.to_id));

alter table place.left_behind enable row level security;
create policy beside_visible on place.left_behind for select to concordat_reader using (
  exists (select from place.organisation where organisation.id = left_behind.organisation_id));

alter table place.served_area enable row level security;
create policy beside_visible on place.served_area for select to concordat_reader using (
  exists (select from place.organisation where organisation.id = served_area.organisation_id)
  and exists (select from place.area where area.id = served_area.area_id));
