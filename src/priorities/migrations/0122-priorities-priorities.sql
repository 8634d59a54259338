-- What a place promises for twelve months: two owners, a baseline and a target that stay as they were set.
create table priorities.priority (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  area_id uuid not null,
  -- An outcome of the catalogue; null: the place's own.
  outcome text,
  title text not null check (title <> ''),
  purpose text not null check (purpose <> ''),
  why_together text not null check (why_together <> ''),
  -- A published indicator; null: the place keeps its figures itself.
  indicator text,
  indicator_words text not null check (indicator_words <> ''),
  unit text not null check (unit <> ''),
  direction text not null check (direction in ('up', 'down')),
  experience text not null check (experience <> ''),
  cut text not null check (cut <> ''),
  -- One owner from each side (invariant 9).
  nhs_body uuid not null,
  nhs_office text not null check (nhs_office <> ''),
  council_body uuid not null,
  council_office text not null check (council_office <> ''),
  -- First day of the first of its twelve months.
  starts_on date not null check (extract(day from starts_on) = 1),
  -- Why there are more than five.
  beyond_five text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  check (nhs_body <> council_body)
);
create index priority_area on priorities.priority (area_id);
call kernel.guard('priorities.priority');

create table priorities.version (
  priority_id uuid not null references priorities.priority on delete cascade deferrable initially deferred,
  number integer not null check (number >= 1),
  baseline numeric not null,
  baseline_words text not null check (baseline_words <> ''),
  target numeric not null,
  -- Twelve levels, one a month.
  trajectory numeric[] not null check (cardinality(trajectory) = 12 and array_position(trajectory, null) is null),
  -- From when it holds; the version before holds until then.
  from_on date not null,
  why text not null check (why <> ''),
  frozen_on date,
  -- The board's resolution that froze it, where it was passed on this site.
  resolution_id uuid,
  dataset text,
  audience text not null,
  primary key (priority_id, number),
  check (resolution_id is null or frozen_on is not null)
);
call kernel.guard('priorities.version');

-- Nothing of a version changes but that it is frozen, once (invariant 10). Shipped examples come and go with their file.
create function priorities.keep_version() returns trigger
language plpgsql as $$
begin
  if old.dataset is null and (tg_op = 'DELETE' or old.frozen_on is not null
    or (new.baseline, new.target, new.trajectory, new.from_on, new.why) is distinct from
       (old.baseline, old.target, old.trajectory, old.from_on, old.why)) then
    raise exception 'A version of a priority stays as it was set.'
      using errcode = 'restrict_violation', hint = 'Set a new target: it becomes a new version.';
  end if;
  return coalesce(new, old);
end $$;
create trigger kept before update or delete on priorities.version
  for each row execute function priorities.keep_version();

-- Figures that the place keeps itself, one a month; those before its start are its history.
create table priorities.figure (
  priority_id uuid not null references priorities.priority on delete cascade deferrable initially deferred,
  month date not null check (extract(day from month) = 1),
  value numeric not null,
  dataset text,
  audience text not null,
  primary key (priority_id, month)
);
call kernel.guard('priorities.figure');
