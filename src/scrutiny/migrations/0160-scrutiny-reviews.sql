-- Reviews of scrutiny committees: what was asked of whom, what was recommended, what was answered, and whether it happened.
create schema scrutiny;
grant usage on schema scrutiny to concordat_reader;

create table scrutiny.review (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  -- The committee: a board of place.
  board_id uuid not null,
  title text not null check (title <> ''),
  terms text not null check (terms <> ''),
  -- The body whose services are looked at, where there is one.
  body_id uuid,
  -- A sign of the figures that it takes up, `outlier~shmi.ratio~R1H~2025-12-31`.
  sign text,
  -- Of a made-up review: the indicator on whose signs it stands as an example (invariant 10).
  indicator text,
  opened_on date not null,
  ended_on date check (ended_on >= opened_on),
  ending text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  version integer not null default 1,
  check ((ended_on is null) = (ending is null)),
  -- No made-up review is said of a real sign.
  check (sign is null or basis <> 'illustrative'),
  check (indicator is null or basis = 'illustrative')
);
create index review_board on scrutiny.review (board_id);
create index review_body on scrutiny.review (body_id) where body_id is not null;
create index review_sign on scrutiny.review (sign) where sign is not null;
create index review_indicator on scrutiny.review (indicator) where indicator is not null;
call kernel.guard('scrutiny.review');

-- What was said in a review. Evidence and the voice of ward members are kept apart (invariant 9).
create table scrutiny.contribution (
  id uuid primary key,
  review_id uuid not null references scrutiny.review on delete cascade deferrable initially deferred,
  kind text not null check (kind in ('evidence', 'co-optee', 'ward-statement', 'minority-view')),
  who text not null check (who <> ''),
  words text not null check (words <> ''),
  source_url text,
  said_on date not null,
  dataset text,
  audience text not null
);
create index contribution_review on scrutiny.contribution (review_id);
call kernel.guard('scrutiny.contribution');

create table scrutiny.request (
  id uuid primary key,
  review_id uuid not null references scrutiny.review on delete cascade deferrable initially deferred,
  number integer not null check (number >= 1),
  body_id uuid not null,
  kind text not null check (kind in ('information', 'attendance')),
  words text not null check (words <> ''),
  asked_on date not null,
  -- The day the committee wants it by; the law sets none.
  wanted_by date check (wanted_by >= asked_on),
  answered_on date check (answered_on >= asked_on),
  outcome text check (outcome in ('done', 'in-part', 'refused')),
  answer text,
  -- Whether the body answered from its own sign-in, or the committee noted what it received.
  answered_from text check (answered_from in ('own', 'received', 'source')),
  dataset text,
  audience text not null,
  unique (review_id, number),
  check ((answered_on is null) = (outcome is null) and (answered_on is null) = (answer is null) and (answered_on is null) = (answered_from is null))
);
create index request_body on scrutiny.request (body_id);
call kernel.guard('scrutiny.request');

create table scrutiny.recommendation (
  id uuid primary key,
  review_id uuid not null references scrutiny.review on delete cascade deferrable initially deferred,
  number integer not null check (number >= 1),
  body_id uuid not null,
  words text not null check (words <> ''),
  why text not null check (why <> ''),
  made_on date not null,
  -- The day a reply was asked for: no clock runs without it.
  asked_on date check (asked_on >= made_on),
  replied_on date,
  stance text check (stance in ('accepted', 'in-part', 'not-accepted')),
  reply text,
  replied_from text check (replied_from in ('own', 'received', 'source')),
  dataset text,
  audience text not null,
  unique (review_id, number),
  check (replied_on >= made_on),
  check ((replied_on is null) = (stance is null) and (replied_on is null) = (reply is null) and (replied_on is null) = (replied_from is null))
);
create index recommendation_body on scrutiny.recommendation (body_id);
call kernel.guard('scrutiny.recommendation');

-- Whether what was accepted happened, looked at six and twelve months after the reply.
create table scrutiny.recommendation_check (
  recommendation_id uuid not null references scrutiny.recommendation on delete cascade deferrable initially deferred,
  months integer not null check (months in (6, 12)),
  checked_on date not null,
  found text not null check (found in ('done', 'in-part', 'not-done', 'cannot-tell')),
  words text not null check (words <> ''),
  dataset text,
  audience text not null,
  primary key (recommendation_id, months)
);
call kernel.guard('scrutiny.recommendation_check');

-- What a committee means to look at, and where the wish came from.
create table scrutiny.programme_item (
  id uuid primary key,
  board_id uuid not null,
  title text not null check (title <> ''),
  why text not null check (why <> ''),
  -- Who wanted it.
  wished_by text not null check (wished_by in ('member', 'public', 'healthwatch', 'officer', 'nhs', 'sign')),
  planned_on date not null,
  review_id uuid references scrutiny.review on delete set null deferrable initially deferred,
  dropped_on date,
  dropped_why text,
  added_on date not null,
  dataset text,
  audience text not null,
  check ((dropped_on is null) = (dropped_why is null))
);
create index programme_board on scrutiny.programme_item (board_id, planned_on);
call kernel.guard('scrutiny.programme_item');
