-- Plans somebody has heard of and no body has registered: what was heard, who was asked, whether a document came.
create table decisions.plan (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- Null once it was taken down: then nothing of the words is held any more.
  title text check (title <> ''),
  what text check (what <> ''),
  organisation_id uuid not null references place.organisation deferrable initially deferred,
  -- The day on which the body was asked; null: it was not.
  asked_on date,
  document text not null check (document in ('published', 'not-published', 'not-known')),
  document_href text check (document_href ~ '^https?://'),
  -- What the body says itself.
  answered_on date,
  answer text check (answer <> ''),
  proposal_id uuid references decisions.proposal on delete set null deferrable initially deferred,
  registered_on date not null,
  taken_down_on date,
  ground text check (ground in ('personal', 'abuse', 'no-plan', 'twice')),
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  version integer not null default 1,
  check ((taken_down_on is null) = (ground is null)),
  check ((title is null) = (taken_down_on is not null) and (what is null) = (taken_down_on is not null)),
  check ((answered_on is null) = (answer is null))
);
create index plan_organisation on decisions.plan (organisation_id);
create index plan_registered on decisions.plan (registered_on);
call kernel.guard('decisions.plan');
