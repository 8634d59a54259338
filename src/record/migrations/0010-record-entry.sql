-- The record: one entry per public act, written in the act's own transaction and never changed afterwards.
create schema record;
grant usage on schema record to concordat_reader;

create function record.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception 'The record only grows: % of record.% is refused.', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation', hint = 'Write a new entry that corrects the old one.';
end $$;

-- Holds for everybody, the owner of the table included.
create procedure record.keep_append_only(kept regclass)
language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete on %s
    for each row execute function record.refuse_change()', kept);
  execute format('create trigger append_only_whole before truncate on %s
    for each statement execute function record.refuse_change()', kept);
end $$;

create table record.entry (
  id uuid primary key,
  -- The canonical text holds milliseconds; finer parts could be changed without changing the hash.
  written_at timestamptz not null check (written_at = date_trunc('milliseconds', written_at)),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$'),
  summary text not null check (length(summary) between 1 and 1000 and summary !~ '[[:cntrl:]]'),
  capacity text not null,
  subjects text[] not null,
  body text not null,
  sealed_category text check (length(sealed_category) between 1 and 200),
  sealed_ground text check (length(sealed_ground) between 1 and 500),
  sealed_review_on date,
  commitment text check (commitment ~ '^[0-9a-f]{64}$'),
  corrects uuid references record.entry (id) check (corrects <> id),
  -- The sealed entry whose content this entry makes known; unique, so that nothing is opened twice.
  opens uuid unique generated always as (case when kind = 'record.opened' then (body::jsonb ->> 'opened')::uuid end) stored,
  audience text not null check (audience = 'public' or audience like 'organisation:_%'),
  canonical text not null check (octet_length(canonical) <= 100000),
  sha256 text not null check (sha256 = encode(sha256(convert_to(canonical, 'UTF8')), 'hex')),
  check (num_nulls(sealed_category, sealed_ground, sealed_review_on, commitment) in (0, 4)),
  check (kind <> 'record.opened' or opens is not null),
  unique (sha256, id),
  unique (id, audience)
);
create index entry_kind on record.entry (kind);
create index entry_written on record.entry (written_at, id);
create index entry_corrects on record.entry (corrects) where corrects is not null;
create index entry_review on record.entry (sealed_review_on) where commitment is not null;
call record.keep_append_only('record.entry');
call kernel.guard('record.entry');

-- The same subjects as in record.entry, for look-ups; `check` compares the two.
create table record.entry_subject (
  entry_id uuid not null,
  subject text not null,
  audience text not null,
  primary key (subject, entry_id),
  foreign key (entry_id, audience) references record.entry (id, audience)
);
create index entry_subject_entry on record.entry_subject (entry_id);
call record.keep_append_only('record.entry_subject');
call kernel.guard('record.entry_subject');
