-- The forward plan: what is to be decided by whom and when, notices of key decisions, and what a council takes for a key decision.
create table decisions.key_setting (
  organisation_id uuid not null references place.organisation deferrable initially deferred,
  -- It holds from this day until the next setting of the same council.
  from_on date not null,
  words text not null check (words <> ''),
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  primary key (organisation_id, from_on)
);
call kernel.guard('decisions.key_setting');

create table decisions.planned (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  organisation_id uuid not null references place.organisation deferrable initially deferred,
  board_id uuid references place.board deferrable initially deferred,
  title text not null check (title <> ''),
  words text not null check (words <> ''),
  -- The office or board that is to decide.
  decider text not null check (decider <> ''),
  -- The days within which it is to be decided.
  due_from date not null,
  due_until date not null,
  key_decision boolean not null,
  -- Documents that are to be considered, and how to ask for them.
  documents text,
  contact text,
  given_on date not null,
  -- Why notice is shorter: the general exception, or special urgency.
  shorter text check (shorter in ('general', 'special')),
  shorter_on date,
  shorter_words text,
  settled text check (settled in ('decided', 'withdrawn')),
  settled_on date,
  settled_words text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  version integer not null default 1,
  check (due_from <= due_until),
  check ((shorter is null) = (shorter_on is null) and (shorter is null) = (shorter_words is null)),
  check (shorter is null or key_decision),
  check ((settled is null) = (settled_on is null))
);
create index planned_organisation on decisions.planned (organisation_id);
create index planned_board on decisions.planned (board_id);
call kernel.guard('decisions.planned');
