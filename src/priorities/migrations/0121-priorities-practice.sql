-- What other places did, and the outcomes that need joint work: public facts from files.
create table priorities.practice (
  slug text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> ''),
  area_id uuid,
  where_words text not null check (where_words <> ''),
  what text not null check (what <> ''),
  since text not null check (since <> ''),
  ended text,
  partners text not null,
  results text not null,
  caution text not null,
  -- Null: not known here.
  cost text,
  contact text,
  copied text,
  -- Slugs of its claims, parted by spaces.
  claims text,
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text not null
);
call kernel.publish('priorities.practice');

create table priorities.outcome (
  slug text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  place integer not null,
  title text not null check (title <> ''),
  why_both text not null,
  indicator text,
  indicator_words text not null,
  unit text not null,
  direction text not null check (direction in ('up', 'down')),
  experience text not null,
  cut text not null,
  -- Whether twelve months are enough to see it move.
  shows text not null check (shows in ('yes', 'slow')),
  shows_words text not null,
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text not null
);
call kernel.publish('priorities.outcome');
