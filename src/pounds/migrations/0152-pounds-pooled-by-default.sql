-- Pooled by default: every joint budget line is pooled, or says in public why not and when that is looked at again.
create table pounds.joint_line (
  fund_id uuid not null references pounds.fund on delete cascade deferrable initially deferred,
  key text not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> ''),
  how text not null check (how in ('pooled', 'aligned', 'separate')),
  -- Null: not known.
  amount_pence bigint check (amount_pence >= 0),
  reason text,
  review_on date,
  audience text not null,
  primary key (fund_id, key),
  check (how = 'pooled' or (reason is not null and review_on is not null))
);
call kernel.guard('pounds.joint_line');

-- What the place spends on health and care in the fund's year, of which the fund is a share; always with its source.
create table pounds.place_spend (
  fund_id uuid primary key references pounds.fund on delete cascade deferrable initially deferred,
  amount_pence bigint not null check (amount_pence > 0),
  counts text not null check (counts <> ''),
  source text not null check (source <> ''),
  seen date not null,
  audience text not null
);
call kernel.guard('pounds.place_spend');
