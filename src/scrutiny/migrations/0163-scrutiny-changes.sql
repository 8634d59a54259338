-- Whether a change to a health service is substantial, as each council answers for itself, and what was asked of the minister.
create table scrutiny.council_answer (
  id uuid primary key,
  proposal_id uuid not null,
  council_id uuid not null,
  answer text not null check (answer in ('substantial', 'not-substantial')),
  why text not null check (why <> ''),
  answered_on date not null,
  -- A later answer of the same council stands in front of it; the earlier one stays to be read.
  replaced_on date check (replaced_on >= answered_on),
  audience text not null
);
create unique index council_answer_now on scrutiny.council_answer (proposal_id, council_id) where replaced_on is null;
call kernel.guard('scrutiny.council_answer');

create table scrutiny.minister_request (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 150),
  proposal_id uuid not null,
  -- The council whose scrutiny asks.
  council_id uuid not null,
  -- By the law of the day it was sent: a request that the minister call in, since 31 January 2024, or a referral before that.
  kind text not null check ((kind = 'request') = (sent_on >= '2024-01-31') and kind in ('request', 'referral')),
  concern text not null check (concern <> ''),
  talks text not null check (talks <> ''),
  sent_on date not null,
  answered_on date check (answered_on >= sent_on),
  answer text,
  audience text not null,
  check ((answered_on is null) = (answer is null))
);
create index minister_request_proposal on scrutiny.minister_request (proposal_id);
call kernel.guard('scrutiny.minister_request');
