-- The round of quality accounts each spring: which provider sent its draft when, and what the committee said of it.
create table scrutiny.quality_account (
  board_id uuid not null,
  body_id uuid not null,
  -- The year that the account is about begins on 1 April of this one.
  year integer not null check (year between 2009 and 2100),
  received_on date not null check (received_on >= make_date(year + 1, 4, 1)),
  -- What the committee said of it; saying nothing is its choice, and is said too.
  statement text,
  says text check (says in ('statement', 'no-statement')),
  said_on date check (said_on >= received_on),
  audience text not null,
  primary key (board_id, body_id, year),
  check ((says is null) = (said_on is null) and (statement is not null) = (says is not null))
);
call kernel.guard('scrutiny.quality_account');
