-- Proposals with their options, what happened to them, who was told when, and the evidence that answers the law's questions.
create schema decisions;
grant usage on schema decisions to concordat_reader;

-- A day, a month or a year, as far as it is known.
create domain decisions.vague_day as text check (value ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$');

create table decisions.proposal (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null check (title <> ''),
  -- Null where a source only names it.
  what text check (what <> ''),
  -- A beginning of the check; null where nobody said.
  kind text check (kind in ('service-change', 'urgent-temporary-closure', 'key-decision', 'section-75-agreement',
    'better-care-fund-plan', 'board-merger', 'officer-decision')),
  area_id uuid not null references place.area deferrable initially deferred,
  -- Where, more exactly, or as the source prints it.
  area_words text,
  proposer_id uuid references place.organisation deferrable initially deferred,
  decider_id uuid references place.organisation deferrable initially deferred,
  decider_board_id uuid references place.board deferrable initially deferred,
  -- The function that is exercised, as place keeps it.
  function_slug text,
  -- Subsidiarity: why it is decided further up than its own area.
  higher_why text check (higher_why <> ''),
  stage text check (stage in ('idea', 'options', 'involving', 'consulting', 'deciding', 'decided', 'in-place', 'withdrawn')),
  options_fixed_on decisions.vague_day,
  decision_due_on date,
  -- Effects in words; null is not known.
  inequality text check (inequality <> ''),
  money text check (money <> ''),
  priorities text check (priorities <> ''),
  experience text check (experience <> ''),
  note text,
  kept_here boolean not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  version integer not null default 1,
  -- What is kept here is told whole; of the others we know what a source says, and no stage is claimed.
  check (not kept_here or (what is not null and kind is not null and stage is not null and proposer_id is not null)),
  check (kept_here or stage is null)
);
create index proposal_area on decisions.proposal (area_id);
create index proposal_proposer on decisions.proposal (proposer_id);
call kernel.guard('decisions.proposal');

create table decisions.option (
  proposal_id uuid not null references decisions.proposal on delete cascade deferrable initially deferred,
  position integer not null check (position >= 0),
  words text not null check (words <> ''),
  as_things_are boolean not null default false,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  primary key (proposal_id, position)
);
create unique index option_as_things_are on decisions.option (proposal_id) where as_things_are;
call kernel.guard('decisions.option');

-- What happened to a proposal, or was planned to; never what somebody thought of it.
create table decisions.event (
  proposal_id uuid not null references decisions.proposal on delete cascade deferrable initially deferred,
  position integer not null check (position > 0),
  on_day decisions.vague_day not null,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  what text not null check (what <> ''),
  -- A source may only say that something was to happen.
  state text not null check (state in ('happened', 'planned')),
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  primary key (proposal_id, position)
);
call kernel.guard('decisions.event');

-- Who knew when: the partners and the public.
create table decisions.partner (
  proposal_id uuid not null references decisions.proposal on delete cascade deferrable initially deferred,
  key text not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  position integer not null,
  organisation_id uuid references place.organisation deferrable initially deferred,
  board_id uuid references place.board deferrable initially deferred,
  name text not null check (name <> ''),
  told_on decisions.vague_day,
  told_how text check (told_how <> ''),
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  primary key (proposal_id, key)
);
create index partner_organisation on decisions.partner (organisation_id);
call kernel.guard('decisions.partner');

-- Answers to the law's questions with what shows them; a later answer stands in front, the earlier stays.
create table decisions.answer (
  id uuid primary key,
  proposal_id uuid not null references decisions.proposal on delete cascade deferrable initially deferred,
  fact text not null,
  answer text not null check (answer <> ''),
  rests_on text not null check (rests_on <> ''),
  href text check (href ~ '^https?://'),
  sha256 text,
  file_name text,
  -- Seen in its document.
  sure boolean not null,
  given_on date not null,
  replaced_by uuid references decisions.answer deferrable initially deferred,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public'
);
create unique index answer_standing on decisions.answer (proposal_id, fact) where replaced_by is null;
call kernel.guard('decisions.answer');
