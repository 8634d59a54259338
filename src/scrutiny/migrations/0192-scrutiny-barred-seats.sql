-- Seats are those of the committee that votes, not of the one where the interest was declared: the same number is another person's there.
drop function scrutiny.barred_seats(uuid, uuid, date);
-- The seats of a committee whose holders declared a disclosable pecuniary interest in one review without a dispensation
-- (Localism Act 2011 s31(4)), at whichever committee they declared it; a seat in which a substitute sat is not among them.
create function scrutiny.barred_seats(meeting uuid, committee uuid, review uuid, on_day date) returns setof text
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct seat.number
  from scrutiny.interest declared
  join scrutiny.declarant on declarant.interest_id = declared.id
  join place.board on board.id = committee
  join place.seat on seat.board_id = board.id
  join identity.office on office.seat = 'place:seat:' || board.slug || '-' || seat.number
    and office.account_id = declarant.account_id
  where declared.review_id = review and declared.kind = 'disclosable-pecuniary' and declared.dispensation is null
    and declared.ended_on is null
    and office.begins_on <= on_day and (office.ends_on is null or office.ends_on > on_day)
    and not exists (select from meetings.attendance sat
      where sat.meeting_id = meeting and sat.seat_number = seat.number and sat.substitute)
$$;
revoke all on function scrutiny.barred_seats(uuid, uuid, uuid, date) from public;
grant execute on function scrutiny.barred_seats(uuid, uuid, uuid, date) to concordat_reader;
