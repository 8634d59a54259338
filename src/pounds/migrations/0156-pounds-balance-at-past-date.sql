-- Books of any length: what is added is checked once for each statement, and running totals by day keep a balance at a past date quick.

-- What somebody records in a batch of hundreds was checked row by row, which took longer than writing it. The rules are the same:
-- rows are never changed or removed, so that what was there when a row was added stays there.
create function pounds.entries_must_follow() returns trigger
language plpgsql as $$
declare
  given record;
begin
  for given in select fund_id, min(sequence) as low, max(sequence) as high, count(*) as many from added group by fund_id loop
    if not exists (select from pounds.fund where id = given.fund_id) then
      raise exception 'There is no fund % for these entries.', given.fund_id using errcode = 'foreign_key_violation';
    end if;
    if given.high - given.low + 1 <> given.many or (given.low > 1 and not exists (
        select from pounds.entry where fund_id = given.fund_id and sequence = given.low - 1)) then
      raise exception 'The entries from % to % leave a gap.', given.low, given.high using errcode = 'foreign_key_violation';
    end if;
  end loop;
  for given in select distinct fund_id, target from added where target is not null loop
    if not exists (select from pounds.entry where fund_id = given.fund_id and act_id = given.target) then
      raise exception 'An entry is about %, which is not in the books.', given.target using errcode = 'foreign_key_violation';
    end if;
  end loop;
  return null;
end $$;
create trigger following after insert on pounds.entry
  referencing new table as added for each statement execute function pounds.entries_must_follow();
create function pounds.keep_fund_with_books() returns trigger
language plpgsql as $$
begin
  if exists (select from pounds.entry where fund_id = old.id) then
    raise exception 'The fund % has books, which only grow: it cannot be removed.', old.slug using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create trigger kept_with_books before delete on pounds.fund for each row execute function pounds.keep_fund_with_books();
alter table pounds.entry drop constraint entry_fund_id_previous_fkey, drop constraint entry_fund_id_target_fkey,
  drop constraint entry_fund_id_fkey;
create index entry_target on pounds.entry (fund_id, target) where target is not null;
create index entry_period on pounds.entry (fund_id, sequence) where kind in ('closing', 'reopening');

-- All movements of an entry come in one statement, from place 0 without a gap: a later one would need a place that is taken.
create function pounds.movements_must_balance() returns trigger
language plpgsql as $$
declare
  wrong record;
begin
  select sequence, layer, on_date, sum(amount_pence) as sum_pence into wrong from added
    group by fund_id, sequence, layer, on_date having sum(amount_pence) <> 0 limit 1;
  if found then
    raise exception 'Entry % does not balance: its % money on % sums to % pence.', wrong.sequence, wrong.layer, wrong.on_date,
      wrong.sum_pence using errcode = 'check_violation';
  end if;
  select sequence into wrong from added group by fund_id, sequence
    having min(place) <> 0 or max(place) <> count(*) - 1 limit 1;
  if found then
    raise exception 'The movements of entry % are not all there at once.', wrong.sequence using errcode = 'check_violation';
  end if;
  -- Entries have no gap, so that one is in the books when a later one is.
  for wrong in select fund_id, min(sequence) as low, max(sequence) as high from added group by fund_id loop
    if wrong.low < 1 or not exists (
        select from pounds.entry where fund_id = wrong.fund_id and sequence = wrong.high) then
      raise exception 'The entry % is not in the books.', wrong.high using errcode = 'foreign_key_violation';
    end if;
  end loop;
  select touched.account into wrong
    from (select distinct account from added) touched left join pounds.account on account.id = touched.account
    where account.id is null limit 1;
  if found then
    raise exception 'The account % is not in the books.', wrong.account using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger balanced_together after insert on pounds.movement
  referencing new table as added for each statement execute function pounds.movements_must_balance();
drop trigger balanced on pounds.movement;
drop function pounds.must_balance();
alter table pounds.movement drop constraint movement_account_fkey, drop constraint movement_fund_id_sequence_fkey;

-- What an account's movements came to by the end of each day, as known after the entry "through". Never a source: it can be made
-- again from the movements, which do not change, so it stays true for ever.
create table pounds.standing (
  fund_id uuid not null references pounds.fund,
  account text not null references pounds.account,
  layer text not null check (layer in ('posted', 'pending')),
  through integer not null check (through >= 1),
  on_date date not null,
  total_pence bigint not null,
  audience text not null,
  primary key (account, layer, through, on_date)
);
call pounds.keep_append_only('pounds.standing');
call kernel.guard('pounds.standing');
