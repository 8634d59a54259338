-- What a body answers to the notice that it is dormant, and what was seen of public sites elsewhere.
create schema app;
grant usage on schema app to concordat_reader;

-- An answer stands beside the notice and never takes it away; a later one stands beside the earlier.
create table app.notice_answer (
  id uuid primary key,
  board_id uuid not null references place.board deferrable initially deferred,
  -- The day since which the notice said that nothing was published.
  dormant_since date not null,
  words text not null check (words <> ''),
  office text not null check (office <> ''),
  answered_on date not null,
  source text not null,
  seen date not null,
  basis text not null,
  audience text not null
);
create index notice_answer_board on app.notice_answer (board_id, answered_on);
call kernel.guard('app.notice_answer');

-- The latest dated item that a stored copy of a public site shows. A copy says nothing of what was published later.
create table app.site_seen (
  site text not null,
  kind text not null,
  -- A day, a month or a year, as exactly as it is known.
  latest_item text not null,
  evidence text not null,
  signal text not null check (signal in ('live', 'old-page', 'closing-banner', 'body-ended', 'body-not-meeting', 'outcome-not-shown', 'test-copy')),
  note text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  primary key (site, source)
);
call kernel.publish('app.site_seen');

-- How many partnerships had met or published, as counted elsewhere; the groups overlap.
create table app.partnership_count (
  measure text not null,
  partnerships integer not null check (partnerships >= 0),
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  primary key (measure, source)
);
call kernel.publish('app.partnership_count');
