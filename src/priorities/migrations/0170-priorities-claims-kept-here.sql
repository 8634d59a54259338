-- Claims that bodies of a place enter themselves, and further readings of them: what was tried is never taken away.
alter table priorities.claim
  alter column dataset drop not null,
  add column entered_by uuid,
  add column entered_on date,
  add column withdrawn_on date,
  add column withdrawn_why text,
  add constraint claim_entered_or_shipped check ((dataset is null) = (entered_by is not null and entered_on is not null)),
  -- The address of a claim entered here begins with its year, so that no shipped claim ever takes it.
  add constraint claim_address check ((dataset is null) = (slug ~ '^[0-9]{4}-')),
  add constraint claim_withdrawn_with_reason check ((withdrawn_on is null) = (withdrawn_why is null)),
  add constraint claim_shipped_stands check (dataset is null or withdrawn_on is null);

alter table priorities.claim_definition
  alter column dataset drop not null,
  add column tried_on date,
  add column tried_by uuid,
  add constraint definition_tried_or_shipped check ((dataset is null) = (tried_on is not null and tried_by is not null));

-- A reading that was tried stays listed as it was tried (invariant 14).
create function priorities.keep_reading() returns trigger
language plpgsql as $$
begin
  if old.dataset is null then
    raise exception 'A reading of a claim stays as it was tried.'
      using errcode = 'restrict_violation', hint = 'Add another reading beside it.';
  end if;
  return coalesce(new, old);
end $$;
create trigger kept before update or delete on priorities.claim_definition
  for each row execute function priorities.keep_reading();

-- What a claim says is never changed once it is entered; it may be withdrawn, once.
create function priorities.keep_claim() returns trigger
language plpgsql as $$
begin
  if old.dataset is null and (tg_op = 'DELETE' or old.withdrawn_on is not null
    or (new.title, new.who, new.said, new.kind, new.what_changed, new.since, new.by_how_much, new.cause, new.source, new.entered_by)
       is distinct from
       (old.title, old.who, old.said, old.kind, old.what_changed, old.since, old.by_how_much, old.cause, old.source, old.entered_by)) then
    raise exception 'A claim stays as it was entered.'
      using errcode = 'restrict_violation', hint = 'Withdraw it with the reason, and enter another.';
  end if;
  return coalesce(new, old);
end $$;
create trigger kept before update or delete on priorities.claim
  for each row execute function priorities.keep_claim();
