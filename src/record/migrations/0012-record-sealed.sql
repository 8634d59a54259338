-- What is not public yet. Readers are granted nothing here: only opening copies content and salt into an entry.
create table record.sealed (
  entry_id uuid primary key references record.entry (id),
  salt text not null check (salt ~ '^[0-9a-f]{64}$'),
  content text not null
);
call record.keep_append_only('record.sealed');

alter table record.entry add foreign key (opens) references record.sealed (entry_id);
-- A commitment is worth something only while its content and salt are kept.
alter table record.entry
  add column sealed_id uuid generated always as (case when commitment is not null then id end) stored
    references record.sealed (entry_id) deferrable initially deferred;
