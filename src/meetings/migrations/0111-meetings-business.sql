-- What happens at a meeting and what comes of it: attendance, interests, motions, votes, resolutions, minutes, actions. Offices only, no names.
create table meetings.attendance (
  id uuid primary key,
  meeting_id uuid not null references meetings.meeting on delete cascade,
  -- The seat on the board; absent for guests.
  seat_number text,
  office text not null check (office <> ''),
  manner text not null check (manner in ('room', 'remote', 'apologies', 'absent')),
  -- Sits in for the holder of the seat.
  substitute boolean not null default false,
  -- Here from this item on, and until this item, by position; absent: from the beginning, to the end.
  from_item integer,
  until_item integer,
  audience text not null,
  check (from_item < until_item),
  check (not substitute or seat_number is not null)
);
create index attendance_meeting on meetings.attendance (meeting_id);
create unique index attendance_office on meetings.attendance (meeting_id, coalesce(seat_number, ''), office);
call kernel.guard('meetings.attendance');

create table meetings.interest (
  id uuid primary key,
  meeting_id uuid not null references meetings.meeting on delete cascade,
  item_id uuid references meetings.item on delete cascade,
  seat_number text,
  office text not null check (office <> ''),
  kind text not null check (kind in ('disclosable-pecuniary', 'other-registrable', 'non-registrable', 'financial',
    'professional', 'personal', 'indirect')),
  words text not null check (words <> ''),
  effect text not null check (effect in ('stays-and-votes', 'stays-without-vote', 'left')),
  dispensation text,
  audience text not null
);
create index interest_meeting on meetings.interest (meeting_id);
call kernel.guard('meetings.interest');

create table meetings.motion (
  id uuid primary key,
  meeting_id uuid not null references meetings.meeting on delete cascade,
  item_id uuid not null references meetings.item on delete cascade,
  number integer not null check (number > 0),
  amends uuid references meetings.motion,
  words text not null check (words <> ''),
  moved_by text not null,
  seconded_by text,
  outcome text not null default 'open' check (outcome in ('open', 'carried', 'lost', 'withdrawn', 'tied')),
  decided_by text check (decided_by in ('vote', 'consensus')),
  votes_for integer,
  votes_against integer,
  abstained integer,
  casting text check (casting in ('for', 'against')),
  casting_by text,
  dissent text,
  quorum text check (quorum in ('met', 'cannot-tell')),
  audience text not null,
  unique (item_id, number),
  check ((outcome in ('open', 'withdrawn')) = (decided_by is null))
);
create index motion_meeting on meetings.motion (meeting_id);
call kernel.guard('meetings.motion');

create table meetings.vote (
  motion_id uuid not null references meetings.motion on delete cascade,
  seat_number text not null,
  office text not null check (office <> ''),
  vote text not null check (vote in ('for', 'against', 'abstained')),
  audience text not null,
  -- Whoever holds a seat votes once on a motion.
  primary key (motion_id, seat_number, office)
);
call kernel.guard('meetings.vote');

create table meetings.resolution (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  meeting_id uuid references meetings.meeting deferrable initially deferred,
  item_id uuid references meetings.item,
  motion_id uuid unique references meetings.motion,
  board_id uuid references place.board deferrable initially deferred,
  organisation_id uuid references place.organisation deferrable initially deferred,
  title text not null check (title <> ''),
  words text not null check (words <> ''),
  taker text not null check (taker in ('board', 'leader', 'mayor', 'portfolio-holder', 'officer', 'chief-executive', 'urgent-action')),
  office text,
  power text,
  decided_on date not null,
  decided_by text not null check (decided_by in ('vote', 'consensus', 'alone', 'not-known')),
  votes_for integer,
  votes_against integer,
  abstained integer,
  dissent text,
  executive boolean not null default false,
  key_decision text not null default 'not-known' check (key_decision in ('yes', 'no', 'not-known')),
  reasons text,
  alternatives text,
  interests text,
  private boolean not null default false,
  exemption text,
  published_on date,
  call_in_days integer check (call_in_days >= 0),
  call_in_until date,
  call_in_waived text,
  report_to uuid references place.board deferrable initially deferred,
  reported_at uuid references meetings.meeting deferrable initially deferred,
  reported_on date,
  sealed_entry uuid,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  version integer not null default 1,
  check ((taker = 'board') = (board_id is not null)),
  check (taker = 'board' or (organisation_id is not null and office is not null))
);
create index resolution_board on meetings.resolution (board_id, decided_on);
create index resolution_organisation on meetings.resolution (organisation_id, decided_on);
create index resolution_meeting on meetings.resolution (meeting_id);
create index resolution_report on meetings.resolution (report_to) where reported_on is null;
call kernel.guard('meetings.resolution');

-- The full words of a decision on a private matter.
create table meetings.resolution_content (
  resolution_id uuid primary key references meetings.resolution on delete cascade,
  words text not null,
  audience text not null
);
call kernel.guard('meetings.resolution_content');

create table meetings.minutes (
  id uuid primary key,
  meeting_id uuid not null references meetings.meeting on delete cascade,
  part text not null check (part in ('public', 'private')),
  version integer not null check (version > 0),
  text text not null,
  state text not null check (state in ('draft', 'published-draft', 'signed')),
  approved_at uuid references meetings.meeting deferrable initially deferred,
  signed_by text,
  signed_on date,
  audience text not null,
  unique (meeting_id, part, version),
  check ((state = 'signed') = (signed_on is not null))
);
call kernel.guard('meetings.minutes');

-- Signed minutes do not change.
create function meetings.keep_signed() returns trigger language plpgsql as $$
begin
  if old.state = 'signed' and (new.text, new.state, new.signed_by, new.signed_on) is distinct from
    (old.text, old.state, old.signed_by, old.signed_on) then
    raise exception 'signed minutes do not change';
  end if;
  return new;
end $$;
create trigger minutes_signed before update on meetings.minutes for each row execute function meetings.keep_signed();

create table meetings.action (
  id uuid primary key,
  meeting_id uuid not null references meetings.meeting on delete cascade,
  item_id uuid references meetings.item on delete cascade,
  number integer not null check (number > 0),
  words text not null check (words <> ''),
  owner text not null check (owner <> ''),
  due_on date,
  done_on date,
  done_words text,
  audience text not null,
  unique (meeting_id, number)
);
call kernel.guard('meetings.action');
