-- What every command needs: answers kept for retries, links between things, and the shell's own bookkeeping.
create table kernel.answered (
  idempotency_key text not null check (length(idempotency_key) between 8 and 200),
  actor text not null,
  command text not null,
  input_sha256 text not null,
  answer jsonb not null,
  answered_at timestamptz not null,
  primary key (actor, idempotency_key)
);

create table kernel.link (
  from_subject text not null,
  kind text not null check (kind in ('decides', 'funds', 'answers', 'replaces', 'caused-by', 'about')),
  to_subject text not null,
  linked_on date,
  primary key (from_subject, kind, to_subject)
);
create index link_to on kernel.link (to_subject);
call kernel.publish('kernel.link');

create table kernel.setting (
  key text primary key,
  value jsonb not null
);
