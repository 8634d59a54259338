-- Interests of those who scrutinise: who declared what, what they were advised and what they did, for everybody to read.
create table scrutiny.interest (
  id uuid primary key,
  -- The committee of which the office is a member.
  board_id uuid not null,
  -- The office, never a person.
  office text not null check (office <> ''),
  kind text not null check (kind in ('disclosable-pecuniary', 'decided', 'sponsored', 'employed', 'governor', 'sits-on-board', 'family', 'other')),
  words text not null check (words <> ''),
  -- What it is about: a body, for every review of that body, or one review.
  body_id uuid,
  review_id uuid references scrutiny.review on delete cascade deferrable initially deferred,
  declared_on date not null,
  ended_on date check (ended_on >= declared_on),
  -- On a review: what they mean to do.
  will text check (will in ('leaves', 'asks-advice', 'stays')),
  -- Who gave leave to take part in spite of a disclosable pecuniary interest, and when (Localism Act 2011 s33).
  dispensation text,
  -- The monitoring officer's advice.
  advice text,
  advised_on date check (advised_on >= declared_on),
  -- What they did when the review was taken.
  did text check (did in ('left', 'stayed', 'was-not-there')),
  did_on date check (did_on >= declared_on),
  dataset text,
  audience text not null,
  check ((body_id is null) <> (review_id is null)),
  check ((review_id is null) = (will is null)),
  check ((advice is null) = (advised_on is null)),
  check ((did is null) = (did_on is null)),
  -- Whom the law bars leaves, unless there is a dispensation.
  check (kind <> 'disclosable-pecuniary' or dispensation is not null or will is null or will = 'leaves')
);
create index interest_review on scrutiny.interest (review_id) where review_id is not null;
create index interest_board on scrutiny.interest (board_id);
call kernel.guard('scrutiny.interest');

-- Which account declared it, so that the policies can bar that account and a page can tell it; for the council's own only.
create table scrutiny.declarant (
  interest_id uuid not null references scrutiny.interest on delete cascade deferrable initially deferred,
  account_id uuid not null,
  audience text not null,
  primary key (interest_id, audience)
);
call kernel.guard('scrutiny.declarant');

-- The accounts that hold a seat in the cabinets of these councils today. Accounts are granted to no reader, so the one question that
-- the policies must ask of them (LGA 2000 s9FA(3)) is a function, which gives ids and nothing else.
create function scrutiny.executive_accounts(councils uuid[], on_day date) returns setof uuid
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct office.account_id
  from place.board cabinet
  join place.seat on seat.board_id = cabinet.id
  join identity.office on office.seat = 'place:seat:' || cabinet.slug || '-' || seat.number
  where cabinet.kind = 'cabinet' and cabinet.organisation_id = any (councils)
    and office.begins_on <= on_day and (office.ends_on is null or office.ends_on > on_day)
$$;
revoke all on function scrutiny.executive_accounts(uuid[], date) from public;
grant execute on function scrutiny.executive_accounts(uuid[], date) to concordat_reader;
