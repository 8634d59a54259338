-- Search documents, files by content hash and import runs: what the shell keeps for every module.
create schema platform;
grant usage on schema platform to concordat_reader;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create function platform.plain(given text) returns text
language sql immutable parallel safe strict
return lower(public.unaccent('public.unaccent'::regdictionary, given));

create table platform.document (
  subject text primary key,
  title text not null,
  kind_label text not null,
  summary text not null,
  href text not null,
  words text not null,
  illustrative boolean not null,
  audience text not null,
  plain_title text not null generated always as (platform.plain(title)) stored,
  found_by tsvector not null generated always as (
    setweight(to_tsvector('english', platform.plain(title)), 'A')
    || setweight(to_tsvector('simple', platform.plain(words)), 'B')
    || setweight(to_tsvector('english', platform.plain(summary)), 'C')) stored
);
create index document_found_by on platform.document using gin (found_by);
create index document_plain_title on platform.document using gin (plain_title gin_trgm_ops);
call kernel.guard('platform.document');

create table platform.blob (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  size bigint not null check (size >= 0),
  bytes bytea not null
);
-- Files arrive packed as a rule; kept as they are, a part of one is read without unpacking the whole.
alter table platform.blob alter column bytes set storage external;

create table platform.file (
  sha256 text not null references platform.blob,
  subject text not null,
  name text not null,
  purpose text not null,
  audience text not null,
  kept_at timestamptz not null,
  primary key (sha256, subject)
);
create index file_subject on platform.file (subject);
call kernel.guard('platform.file');
-- Bytes are seen through the files that name them, and so under the same check.
alter table platform.blob enable row level security;
create policy through_file on platform.blob for select to concordat_reader
  using (exists (select from platform.file where file.sha256 = blob.sha256));
grant select on platform.blob to concordat_reader;

create table platform.dataset (
  key text primary key,
  sha256 text not null,
  loaded_at timestamptz not null,
  rows integer not null,
  added integer not null,
  changed integer not null,
  removed integer not null
);
call kernel.publish('platform.dataset');

create table platform.import_run (
  id uuid primary key,
  kind text not null,
  file_name text not null,
  file_sha256 text not null references platform.blob,
  sheet text,
  dry_run boolean not null,
  source text not null check (source <> ''),
  seen date not null,
  -- The capacity of whoever started it, never the person.
  started_by jsonb not null,
  started_at timestamptz not null,
  status text not null check (status in ('waiting', 'running', 'done', 'failed')),
  -- Since the last batch; a run that fails again and again at the same place is ended.
  attempts integer not null default 0,
  progressed_at timestamptz not null,
  ended_at timestamptz,
  -- Known once the whole file was read without applying anything.
  rows_total integer,
  rows_accepted integer not null default 0,
  rows_refused integer not null default 0,
  -- Lines before this one are settled: applied or listed.
  next_line integer not null default 1,
  notes jsonb not null default '[]',
  failure text,
  check ((ended_at is not null) = (status in ('done', 'failed'))),
  check ((failure is not null) = (status = 'failed')),
  check (rows_accepted >= 0 and rows_refused >= 0)
);
create index import_run_started on platform.import_run (started_at desc, id);
create index import_run_open on platform.import_run (progressed_at) where ended_at is null;
-- Names of files, failures and refused rows quote what was sent: no viewer reads them here, only the pages of administrators.
grant select (id, kind, dry_run, started_at) on platform.import_run to concordat_reader;

create table platform.refused_row (
  run_id uuid not null references platform.import_run,
  line integer not null,
  -- Order of the problems of one row.
  place smallint not null,
  field text not null,
  code text not null,
  reason text not null,
  given text not null,
  primary key (run_id, line, place)
);
