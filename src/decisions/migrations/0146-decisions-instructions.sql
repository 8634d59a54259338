-- Instructions from above: what a body requires of others, on which power, until when, and what they said to it.
create table decisions.instruction (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null check (title <> ''),
  kind text not null check (kind in ('direction', 'mandate', 'undertaking', 'delegation', 'guidance', 'incident', 'letter')),
  words text not null check (words <> ''),
  -- On what it says that it rests; null: no power is stated.
  power_sort text not null check (power_sort in ('law', 'terms', 'none')),
  power text check (power <> ''),
  -- Who gave it, in words, and the body where it is held here.
  giver text not null check (giver <> ''),
  giver_id uuid references place.organisation deferrable initially deferred,
  given_on date not null,
  from_on date not null,
  -- The last day on which it is in force; null: it names none.
  until_on date check (until_on >= from_on),
  href text check (href ~ '^https?://'),
  -- The body that entered it and keeps it.
  keeper_id uuid references place.organisation deferrable initially deferred,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  version integer not null default 1,
  check ((power_sort = 'none') = (power is null))
);
create index instruction_keeper on decisions.instruction (keeper_id);
call kernel.guard('decisions.instruction');

-- To whom it is addressed, and whom it touches besides: bodies, or all bodies of an area.
create table decisions.instruction_body (
  instruction_id uuid not null references decisions.instruction on delete cascade deferrable initially deferred,
  position integer not null check (position > 0),
  part text not null check (part in ('addressed', 'touched')),
  organisation_id uuid references place.organisation deferrable initially deferred,
  area_id uuid references place.area deferrable initially deferred,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  primary key (instruction_id, position),
  check ((organisation_id is null) <> (area_id is null))
);
create index instruction_body_organisation on decisions.instruction_body (organisation_id);
create index instruction_body_area on decisions.instruction_body (area_id);
call kernel.guard('decisions.instruction_body');

-- What was said and done about it; nothing here is ever changed.
create table decisions.instruction_event (
  instruction_id uuid not null references decisions.instruction on delete cascade deferrable initially deferred,
  number integer not null check (number > 0),
  kind text not null check (kind in ('challenge', 'answer', 'review', 'withdrawal')),
  on_date date not null,
  by_words text not null check (by_words <> ''),
  by_id uuid references place.organisation deferrable initially deferred,
  words text not null check (words <> ''),
  -- Of an answer: the challenge that it answers.
  answers integer,
  -- Of a review: the new last day; null: it goes on without one.
  until_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  primary key (instruction_id, number),
  check ((kind = 'answer') = (answers is not null)),
  check (until_on is null or kind = 'review'),
  foreign key (instruction_id, answers) references decisions.instruction_event deferrable initially deferred
);
create unique index instruction_answered on decisions.instruction_event (instruction_id, answers) where answers is not null;
create unique index instruction_withdrawn on decisions.instruction_event (instruction_id) where kind = 'withdrawal';
call kernel.guard('decisions.instruction_event');
