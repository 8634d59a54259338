-- A signature leaves the count of an open petition with its sign-in, so that nobody signs twice with another; what the petition reached stays.
alter table scrutiny.petition
  drop constraint petition_check1,
  add constraint petition_reached check (reached_on is not null or signatures < threshold);
alter table scrutiny.petition_count
  drop constraint petition_count_signatures_check,
  add constraint petition_count_signatures check (signatures >= 0);

-- On which day the board said that it hears a petition later: on earlier days nobody knew. Of those said before, the record knows.
alter table scrutiny.petition
  add column deferred_on date,
  add constraint petition_deferred_on check (deferred_on is null or deferred_why is not null);
update scrutiny.petition set deferred_on = (
  select max((entry.written_at at time zone 'Europe/London')::date)
  from record.entry_subject of_it join record.entry on entry.id = of_it.entry_id
  where of_it.subject = 'scrutiny:petition:' || petition.id and entry.kind = 'scrutiny.petition-deferred')
where deferred_why is not null;

-- The account that signs, held until the signature stands: one that is closed at the same moment would be forgotten before it had signed.
create function scrutiny.held_signer(signer uuid) returns setof uuid
language sql volatile security definer set search_path = pg_catalog
as $$
  select account.id from identity.account where account.id = signer and account.status = 'active' for share
$$;
revoke all on function scrutiny.held_signer(uuid) from public;
