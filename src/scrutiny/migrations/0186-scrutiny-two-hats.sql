-- Two questions that policies and gates ask of people who sit on two sides; both answer with ids or seats and nothing else.

-- The accounts that hold an office at another partner of an event that has handed in: what that partner wrote is no secret to them,
-- so they write for no second partner until all accounts are opened.
create function scrutiny.accounts_of_other_partners(event uuid, partner uuid, on_day date) returns setof uuid
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct office.account_id
  from scrutiny.account_event told
  join scrutiny.account_partner other on other.event_id = told.id
  join identity.office on office.organisation_id = other.organisation_id::text
  where told.id = event and told.opened_on is null
    and other.organisation_id <> partner and other.sealed_on is not null
    and office.begins_on <= on_day and (office.ends_on is null or office.ends_on > on_day)
$$;
revoke all on function scrutiny.accounts_of_other_partners(uuid, uuid, date) from public;
grant execute on function scrutiny.accounts_of_other_partners(uuid, uuid, date) to concordat_reader;

-- The seats of a committee that a meeting of it took votes from although the holder sits in the cabinet of one of these councils
-- (LGA 2000 s9FA(3)); a seat in which a substitute sat is not among them.
create function scrutiny.executive_seats(meeting uuid, committee uuid, councils uuid[], on_day date) returns setof text
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct seat.number
  from place.board
  join place.seat on seat.board_id = board.id
  join identity.office on office.seat = 'place:seat:' || board.slug || '-' || seat.number
  where board.id = committee
    and office.begins_on <= on_day and (office.ends_on is null or office.ends_on > on_day)
    and office.account_id in (select scrutiny.executive_accounts(councils, on_day))
    and not exists (select from meetings.attendance sat
      where sat.meeting_id = meeting and sat.seat_number = seat.number and sat.substitute)
$$;
revoke all on function scrutiny.executive_seats(uuid, uuid, uuid[], date) from public;
grant execute on function scrutiny.executive_seats(uuid, uuid, uuid[], date) to concordat_reader;

-- The same of one review: seats whose holders declared a disclosable pecuniary interest in it without a dispensation
-- (Localism Act 2011 s31(4)).
create function scrutiny.barred_seats(meeting uuid, review uuid, on_day date) returns setof text
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct seat.number
  from scrutiny.interest declared
  join scrutiny.declarant on declarant.interest_id = declared.id
  join place.board on board.id = declared.board_id
  join place.seat on seat.board_id = board.id
  join identity.office on office.seat = 'place:seat:' || board.slug || '-' || seat.number
    and office.account_id = declarant.account_id
  where declared.review_id = review and declared.kind = 'disclosable-pecuniary' and declared.dispensation is null
    and declared.ended_on is null
    and office.begins_on <= on_day and (office.ends_on is null or office.ends_on > on_day)
    and not exists (select from meetings.attendance sat
      where sat.meeting_id = meeting and sat.seat_number = seat.number and sat.substitute)
$$;
revoke all on function scrutiny.barred_seats(uuid, uuid, date) from public;
grant execute on function scrutiny.barred_seats(uuid, uuid, date) to concordat_reader;
