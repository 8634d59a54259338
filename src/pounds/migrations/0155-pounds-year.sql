-- The year of a fund: accruals that reverse themselves, what one partner proposes and another answers, and balances as each partner sees them.

-- The day on which the exact opposite of a prepared entry is posted with it: the first day after the month of an accrual.
alter table pounds.prepared add column reverses_on date;

-- What is proposed in a fund and holds once those who are asked agree: nobody answers what they proposed themselves.
create table pounds.proposal (
  id uuid primary key,
  fund_id uuid not null references pounds.fund,
  kind text not null check (kind in ('virement-limits', 'virement', 'year-end-rule', 'year-end', 'notice', 'unwinding')),
  -- The day from which it holds.
  on_date date not null,
  body jsonb not null,
  words text not null check (words <> ''),
  -- In whose name it is proposed.
  party text not null,
  capacity text not null,
  proposed_at timestamptz not null,
  -- Who is asked: another person of the host, another person of the same partner, every other partner, or these and a board.
  needs text not null check (needs in ('host', 'own', 'partners', 'board')),
  state text not null check (state in ('open', 'agreed', 'declined')),
  decided_on date,
  -- The board that resolved it, and when.
  resolution text,
  -- An account, compared with that of whoever answers; it goes when the proposal is decided.
  prepared_by text,
  audience text not null,
  check ((state = 'open') = (decided_on is null)),
  check ((state = 'open') = (prepared_by is not null))
);
create index proposal_fund on pounds.proposal (fund_id, kind, state);
call kernel.guard('pounds.proposal');

create table pounds.consent (
  proposal_id uuid not null references pounds.proposal,
  party text not null,
  agrees boolean not null,
  reason text,
  on_date date not null,
  capacity text not null,
  audience text not null,
  primary key (proposal_id, party),
  check (agrees or reason is not null)
);
call kernel.guard('pounds.consent');

-- What a partner's own books say it owes the fund at the end of a day; owed by the fund is below nought.
create table pounds.balance (
  fund_id uuid not null references pounds.fund,
  party text not null,
  on_date date not null,
  owes_pence bigint not null,
  note text,
  capacity text not null,
  stated_on date not null,
  audience text not null,
  primary key (fund_id, party, on_date)
);
call kernel.guard('pounds.balance');
