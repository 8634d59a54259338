-- What a seat is beyond its role, who holds it when, a board's dated rules, and rows of a file that wait to be mended.
alter table place.board
  -- The name by which a list that was imported calls the board.
  add column source_id text,
  -- The area in the words of the source, where it is none that is held here.
  add column area_words text;
create index board_source_id on place.board (source_id) where source_id is not null;

alter table place.seat
  add column attends_as text not null default 'member' check (attends_as in ('member', 'co-optee', 'observer', 'substitute')),
  -- How many of them nobody holds; null: not known.
  add column vacant integer check (vacant >= 0),
  add column political_group text,
  -- Seats that name the same vote share it; `rotation` says whose turn it is when.
  add column shared_vote text,
  add column rotation text,
  add column substitutes text not null default 'not-known' check (substitutes in ('yes', 'no', 'not-known')),
  -- The only seat of its role on its board at any time.
  add column only_one boolean not null default false,
  add constraint seat_vacant_at_most check (vacant <= seats),
  add constraint seat_only_one_once
    exclude using gist (board_id with =, (lower(role)) with =, daterange(begins_on, ends_on) with &&) where (only_one);
create index seat_organisation on place.seat (organisation_id);

create table place.member (
  id uuid primary key,
  board_id uuid not null,
  seat_number text not null,
  -- The office that holds the seat; never a person's name.
  office text not null check (office <> ''),
  as_substitute boolean not null default false,
  begins_on date,
  ends_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  foreign key (board_id, seat_number) references place.seat (board_id, number) deferrable initially deferred,
  check (begins_on < ends_on)
);
create index member_seat on place.member (board_id, seat_number);
call kernel.guard('place.member');

create table place.board_rule (
  id uuid primary key,
  board_id uuid not null references place.board deferrable initially deferred,
  kind text not null check (kind in ('quorum', 'notice', 'call-in', 'decides-by', 'political-balance', 'other')),
  -- A quorum in the language of quorums, a number of days, consensus or vote, yes or no; words of the source for others.
  rule text not null check (rule <> ''),
  begins_on date,
  ends_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  check (begins_on < ends_on),
  -- One rule of a kind holds on any day; of others a board may have several.
  exclude using gist (board_id with =, kind with =, daterange(begins_on, ends_on) with &&) where (kind <> 'other')
    deferrable initially deferred
);
create index board_rule_board on place.board_rule (board_id);
call kernel.guard('place.board_rule');

-- Rows of the last file of a board that were refused. The audience is the board's own organisation: they may quote anything.
create table place.refused_seat (
  board_id uuid not null references place.board on delete cascade,
  line integer not null check (line > 0),
  file_name text not null,
  given jsonb not null,
  problems jsonb not null,
  audience text not null check (audience <> 'public'),
  primary key (board_id, line)
);
call kernel.guard('place.refused_seat');
