-- Petitions to a board: how many signatures it asks for by its own rule, who signed (for nobody to read), and at which meeting it is heard.
create table scrutiny.petition_rule (
  board_id uuid not null,
  from_on date not null,
  -- Signatures from which a petition goes on the agenda.
  signatures integer not null check (signatures between 1 and 1000000),
  -- Who may sign, in the board's words.
  who text not null check (who <> ''),
  source text not null check (source <> ''),
  dataset text,
  audience text not null,
  primary key (board_id, from_on)
);
call kernel.guard('scrutiny.petition_rule');

create table scrutiny.petition (
  id uuid primary key,
  board_id uuid not null,
  number integer not null check (number >= 1),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
  started_on date not null,
  closes_on date not null check (closes_on > started_on),
  -- As the rule stood when it was started.
  threshold integer not null check (threshold >= 1),
  signatures integer not null default 0 check (signatures >= 0),
  reached_on date,
  state text not null default 'waiting' check (state in ('waiting', 'published', 'refused')),
  moderated_on date,
  refused_rule text,
  refused_why text,
  -- The meeting on whose agenda it stands.
  meeting_id uuid,
  noted_on date,
  -- Why it is heard later, and by when.
  deferred_why text,
  deferred_until date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  unique (board_id, number),
  check ((reached_on is not null) = (signatures >= threshold)),
  check ((state = 'waiting') = (moderated_on is null)),
  check ((state = 'refused') = (refused_rule is not null)),
  check ((refused_rule is null) = (refused_why is null)),
  check ((meeting_id is null) = (noted_on is null)),
  check ((deferred_why is null) = (deferred_until is null))
);
call kernel.guard('scrutiny.petition');

create table scrutiny.petition_content (
  petition_id uuid primary key references scrutiny.petition on delete cascade deferrable initially deferred,
  title text not null check (title <> ''),
  words text not null check (words <> ''),
  dataset text,
  audience text not null
);
call kernel.guard('scrutiny.petition_content');

-- So that nobody signs twice; readable by nobody, and gone with the sign-in. The count stays.
create table scrutiny.petition_signature (
  petition_id uuid not null references scrutiny.petition on delete cascade,
  account_id text not null,
  primary key (petition_id, account_id)
);
