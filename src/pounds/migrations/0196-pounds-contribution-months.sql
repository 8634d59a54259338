-- What a party puts in from a source may be gross or net of what users pay, and may be planned month by month, to the penny.
create function pounds.sum_of(pence bigint[]) returns bigint
language sql immutable as $$ select coalesce(sum(part), 0)::bigint from unnest(pence) as part $$;

-- Null: not known here.
alter table pounds.funding
  add column charges text check (charges in ('gross', 'net')),
  -- M1 onwards; null: no plan by month.
  add column months_pence bigint[],
  add constraint funding_months_add_up check (
    months_pence is null
    or (amount_pence is not null and cardinality(months_pence) > 0 and array_position(months_pence, null) is null
      and pounds.sum_of(months_pence) = amount_pence)
  );
