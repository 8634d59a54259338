-- What lies in what is looked up on every page, both ways. The planner took the exclusion constraint's index for it, which
-- is a hundred times slower than a plain one: it now stands on an expression that no lookup can use.
alter table place.area_part drop constraint area_part_part_id_whole_id_daterange_excl;
alter table place.area_part add constraint area_part_once exclude using gist
  ((part_id::text || whole_id::text) with =, daterange(begins_on, ends_on) with &&) deferrable initially deferred;
drop index place.area_part_whole;
create index area_part_part on place.area_part (part_id, whole_id) include (held_from, ends_on, share);
create index area_part_whole on place.area_part (whole_id, part_id) include (held_from, ends_on, share);
