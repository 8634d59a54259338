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
  dry_run boolean not null,
  status text not null check (status in ('waiting', 'running', 'done', 'failed')),
  source text not null,
  seen date not null,
  keeper text,
  started_by jsonb not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  rows_seen integer not null default 0,
  rows_accepted integer not null default 0,
  rows_refused integer not null default 0,
  next_line integer not null default 0,
  failure text,
  audience text not null
);
call kernel.guard('platform.import_run');

create table platform.refused_row (
  run_id uuid not null references platform.import_run,
  line integer not null,
  field text not null,
  reason text not null,
  given text not null,
  audience text not null,
  primary key (run_id, line, field)
);
call kernel.guard('platform.refused_row');
