-- Meetings, their agendas, papers and publication. A draft agenda and the content of private items have the audience of the board's organisation.
create schema meetings;
grant usage on schema meetings to concordat_reader;

create table meetings.meeting (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  board_id uuid not null references place.board deferrable initially deferred,
  on_date date not null,
  starts_at text check (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  venue text,
  remote_link text,
  -- Ordinary, annual, extraordinary, seminar, briefing.
  kind text not null default 'ordinary'
    check (kind in ('ordinary', 'annual', 'extraordinary', 'seminar', 'briefing')),
  state text not null check (state in ('planned', 'open', 'informal', 'adjourned', 'closed', 'cancelled', 'held', 'overtaken')),
  -- The words of the source, where they say more than the state.
  state_words text,
  note text,
  -- How the source knows the day.
  date_basis text,
  series text,
  -- Boards that meet in common: the name under which they do.
  in_common text,
  -- The day on which it was convened, where that was shorter than the notice the law asks.
  called_on date,
  presiding text,
  -- Whether the body's own standing orders let those who are remote count and vote, where no law decides it.
  remote_rule text not null default 'not-known' check (remote_rule in ('yes', 'no', 'not-known')),
  continues_id uuid references meetings.meeting deferrable initially deferred,
  cancelled_why text,
  kept_here boolean not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  version integer not null default 1
);
create index meeting_board on meetings.meeting (board_id, on_date);
create index meeting_date on meetings.meeting (on_date);
create unique index meeting_source_once on meetings.meeting (board_id, on_date, coalesce(starts_at, '')) where not kept_here;
call kernel.guard('meetings.meeting');

create table meetings.item (
  id uuid primary key,
  meeting_id uuid not null references meetings.meeting on delete cascade deferrable initially deferred,
  position integer not null check (position > 0),
  number text,
  title text not null check (title <> ''),
  kind text not null check (kind in ('decision', 'report', 'discussion', 'procedural', 'scrutiny', 'heading')),
  sort text not null default 'not-sorted' check (sort in ('strategic', 'assurance', 'administrative', 'not-sorted')),
  minutes integer check (minutes between 1 and 600),
  paper_number text,
  private boolean not null default false,
  exemption text,
  public_interest text,
  sealed_entry uuid,
  -- The chair's reason for taking it late.
  late_reason text,
  -- The day on which it became public, and by which publication.
  published_on date,
  publication_number integer,
  -- What a source says was decided; of meetings kept here resolutions say it.
  decision_words text,
  -- Text of another system, for an item that was restricted there.
  restricted_there boolean not null default false,
  -- A motion was decided, something was said, or it was closed without either.
  dealt_with boolean not null default false,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  unique (meeting_id, position) deferrable initially deferred,
  check (not private or (exemption is not null and public_interest is not null))
);
call kernel.guard('meetings.item');

-- What is sealed with a private item; of other items it is as public as the item.
create table meetings.item_content (
  item_id uuid primary key references meetings.item on delete cascade,
  asks text,
  said text,
  audience text not null
);
call kernel.guard('meetings.item_content');

create table meetings.clearance (
  item_id uuid not null references meetings.item on delete cascade,
  kind text not null check (kind in ('finance', 'legal', 'equality')),
  state text not null check (state in ('given', 'asked', 'not-needed', 'refused')),
  office text not null check (office <> ''),
  words text,
  on_date date not null,
  audience text not null,
  primary key (item_id, kind)
);
call kernel.guard('meetings.clearance');

create table meetings.paper (
  id uuid primary key,
  meeting_id uuid not null references meetings.meeting on delete cascade,
  item_id uuid references meetings.item on delete cascade,
  purpose text not null check (purpose in ('report', 'background', 'appendix', 'presentation', 'minutes', 'other')),
  title text not null check (title <> ''),
  version integer not null default 1 check (version > 0),
  -- The paper that a later version took the place of points to it.
  replaced_by uuid references meetings.paper deferrable initially deferred,
  sha256 text,
  file_name text,
  size integer,
  -- The same in plain words on a page, as PDFs are hard to read aloud or on a phone.
  summary text,
  -- Where it is to be had, of a background paper that is published elsewhere.
  href text,
  published_on date,
  publication_number integer,
  source text not null,
  seen date not null,
  basis text not null,
  audience text not null,
  check (sha256 is not null or href is not null)
);
create index paper_meeting on meetings.paper (meeting_id);
create index paper_item on meetings.paper (item_id);
call kernel.guard('meetings.paper');

create table meetings.publication (
  id uuid primary key,
  meeting_id uuid references meetings.meeting on delete cascade,
  kind text not null check (kind in ('agenda', 'supplement', 'papers', 'decisions', 'minutes')),
  number integer not null check (number > 0),
  on_date date not null,
  at_time text,
  -- Clear days as they were counted on that day, and what the regime of the meeting's day asked; absent: not known.
  clear_days integer check (clear_days >= 0),
  required_days integer check (required_days >= 0),
  provision text,
  called_short boolean not null default false,
  -- How a source knows the day.
  day_basis text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  unique (meeting_id, kind, number)
);
call kernel.guard('meetings.publication');

-- What lists and committee systems elsewhere call a board that is held here.
create table meetings.board_name (
  list text not null,
  name text not null,
  board_id uuid not null references place.board deferrable initially deferred,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  primary key (list, name)
);
call kernel.publish('meetings.board_name');
-- Seen by whoever sees the board.
alter table meetings.board_name enable row level security;
create policy beside_visible on meetings.board_name for select to concordat_reader using (
  exists (select from place.board where board.id = board_name.board_id));
