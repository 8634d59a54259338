-- Call-in: a scrutiny committee asks that an executive decision be looked at again before anybody acts on it.
create table scrutiny.call_in (
  id uuid primary key,
  -- A decision is called in once.
  resolution_id uuid not null unique,
  -- Proposals that the decision decides, known when it was called in.
  proposal_ids uuid[] not null,
  board_id uuid not null,
  reasons text not null check (reasons <> ''),
  -- Which offices asked for it.
  by_whom text not null check (by_whom <> ''),
  called_on date not null,
  -- The deadline as it stood.
  until_on date not null check (until_on >= called_on),
  outcome text check (outcome in ('stands', 'sent-back', 'to-council')),
  outcome_words text,
  heard_on date check (heard_on >= called_on),
  audience text not null,
  check ((outcome is null) = (outcome_words is null) and (outcome is null) = (heard_on is null))
);
create index call_in_proposals on scrutiny.call_in using gin (proposal_ids);
call kernel.guard('scrutiny.call_in');
