-- What is added to the books costs less: an index that nothing reads goes, and running totals are
-- checked once for each statement, and a tally says which accounts need new ones.
drop index pounds.entry_target;
-- That entries leave no gap is checked for each statement, so that nothing reads the number before.
alter table pounds.entry drop column previous;

create function pounds.standings_must_belong() returns trigger
language plpgsql as $$
declare
  wrong record;
begin
  select added.account into wrong from (select distinct fund_id, account from added) added
    left join pounds.account on account.id = added.account left join pounds.fund on fund.id = added.fund_id
    where account.id is null or fund.id is null or account.fund <> fund.slug limit 1;
  if found then
    raise exception 'A running total of % is of no account of its fund.', wrong.account using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger belonging after insert on pounds.standing
  referencing new table as added for each statement execute function pounds.standings_must_belong();
alter table pounds.standing drop constraint standing_fund_id_fkey, drop constraint standing_account_fkey;

-- How many movements each account has had since its last running totals, as counted up to an entry. It says when new totals are
-- due and nothing else, so it is not append-only: lost, it would cost time and no penny.
create table pounds.tally (
  fund_id uuid not null references pounds.fund on delete cascade,
  account text not null,
  layer text not null check (layer in ('posted', 'pending')),
  movements integer not null check (movements >= 0),
  through integer not null check (through >= 1),
  audience text not null,
  primary key (account, layer)
);
create index tally_fund on pounds.tally (fund_id, through);
call kernel.guard('pounds.tally');
insert into pounds.tally (fund_id, account, layer, movements, through, audience)
  select moved.fund_id, moved.account, moved.layer, count(*) filter (where moved.sequence > coalesce(kept.through, 0)),
    (select max(sequence) from pounds.entry where entry.fund_id = moved.fund_id), max(moved.audience)
  from pounds.movement moved left join lateral (
    select max(through) as through from pounds.standing
    where standing.account = moved.account and standing.layer = moved.layer) kept on true
  group by moved.fund_id, moved.account, moved.layer, kept.through;

-- The same rules as before. What is right, which is nearly all, is seen to be so in one reading; only where one could be broken, or
-- an entry has several days or layers, are they asked one by one.
create or replace function pounds.movements_must_balance() returns trigger
language plpgsql as $$
declare
  given record;
  wrong record;
begin
  for given in
    select fund_id, min(sequence) as low, max(sequence) as high, bool_and(simple) as simple from (
      select fund_id, sequence, sum(amount_pence) = 0 and min(place) = 0 and max(place) = count(*) - 1
        and min(on_date) = max(on_date) and min(layer) = max(layer) as simple
      from added group by fund_id, sequence) entry
    group by fund_id loop
    if not given.simple then
      select sequence, layer, on_date, sum(amount_pence) as sum_pence into wrong from added where fund_id = given.fund_id
        group by sequence, layer, on_date having sum(amount_pence) <> 0 limit 1;
      if found then
        raise exception 'Entry % does not balance: its % money on % sums to % pence.', wrong.sequence, wrong.layer, wrong.on_date,
          wrong.sum_pence using errcode = 'check_violation';
      end if;
      select sequence into wrong from added where fund_id = given.fund_id group by sequence
        having min(place) <> 0 or max(place) <> count(*) - 1 limit 1;
      if found then
        raise exception 'The movements of entry % are not all there at once.', wrong.sequence using errcode = 'check_violation';
      end if;
    end if;
    -- Entries have no gap, so that one is in the books when a later one is.
    if given.low < 1 or not exists (
        select from pounds.entry where fund_id = given.fund_id and sequence = given.high) then
      raise exception 'The entry % is not in the books.', given.high using errcode = 'foreign_key_violation';
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
