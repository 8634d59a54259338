-- Posts: jobs that answer to one body or to two, with the days they were vacant.
create table place.post (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null check (title <> ''),
  kind text not null check (kind in ('joint-appointment', 'shared', 'single')),
  -- The body that employs the post, and to whom in it the post answers.
  organisation_id uuid not null references place.organisation deferrable initially deferred,
  answers_to text,
  second_id uuid references place.organisation deferrable initially deferred,
  second_answers_to text,
  purpose text,
  begins_on date,
  ends_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  version integer not null default 1,
  check (begins_on < ends_on),
  check (second_id <> organisation_id),
  check ((kind = 'single') = (second_id is null)),
  check (second_answers_to is null or second_id is not null)
);
create index post_organisation on place.post (organisation_id);
create index post_second on place.post (second_id);
call kernel.guard('place.post');

create table place.post_vacancy (
  post_id uuid not null references place.post on delete cascade,
  begins_on date not null,
  ends_on date,
  audience text not null default 'public',
  check (begins_on < ends_on),
  exclude using gist (post_id with =, daterange(begins_on, ends_on) with &&)
);
call kernel.guard('place.post_vacancy');
