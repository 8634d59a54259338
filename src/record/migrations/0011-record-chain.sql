-- The order of the entries, fixed after they were committed: each link holds the hash of the one before it.
create table record.chain (
  position bigint primary key check (position >= 1),
  previous_position bigint generated always as (nullif(position - 1, 0)) stored,
  previous_sha256 text not null check (position > 1 or previous_sha256 = repeat('0', 64)),
  entry_id uuid not null unique,
  entry_sha256 text not null unique,
  sha256 text not null check (
    sha256 = encode(sha256(convert_to(
      'concordat record chain 1' || chr(10) || position::text || chr(10)
        || previous_sha256 || chr(10) || entry_sha256 || chr(10), 'UTF8')), 'hex')
  ),
  unique (position, sha256),
  -- No gaps: every link but the first has one before it, and names that one's hash.
  foreign key (previous_position, previous_sha256) references record.chain (position, sha256),
  foreign key (entry_sha256, entry_id) references record.entry (sha256, id)
);
call record.keep_append_only('record.chain');
-- Everybody may check the whole chain, entries that are not public included. Their ids stay unknown: an id is random
-- and part of what is hashed, so that nobody can find out a short entry by trying.
grant select (position, previous_sha256, entry_sha256, sha256) on record.chain to concordat_reader;

-- Entries that are committed and not yet chained; a worklist, so not append-only.
create table record.waiting (
  entry_id uuid primary key,
  written_at timestamptz not null,
  audience text not null,
  foreign key (entry_id, audience) references record.entry (id, audience)
);
-- The order in which the sequencer takes them, so that a long queue is not sorted for every batch.
create index waiting_order on record.waiting (written_at, entry_id);
call kernel.guard('record.waiting');
