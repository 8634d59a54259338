-- What each partner's own plan of the year says, and money put in so that it releases more elsewhere.

-- A partner's planned result of the year as its own plan gives it; a deficit is below nought.
create table pounds.plan (
  fund_id uuid not null references pounds.fund,
  party text not null,
  result_pence bigint not null,
  source text not null check (source <> ''),
  seen date not null,
  capacity text not null,
  audience text not null,
  primary key (fund_id, party)
);
call kernel.guard('pounds.plan');

alter table pounds.proposal drop constraint proposal_kind_check;
alter table pounds.proposal add constraint proposal_kind_check check (kind in ('virement-limits', 'virement', 'year-end-rule',
  'year-end', 'notice', 'unwinding', 'seed', 'seed-release'));
