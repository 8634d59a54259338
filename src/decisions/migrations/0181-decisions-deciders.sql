-- Who decides a proposal is found through powers: by what right, or on whose word where that cannot be told here.
alter table decisions.proposal
  -- Whole pence; null: no amount is said, or none is at stake.
  add column amount_pence bigint check (amount_pence > 0),
  -- The role in the deciding body that decides, never the person.
  add column decider_post text check (decider_post <> ''),
  -- Who decides, where it is no body that is held here.
  add column decider_words text check (decider_words <> ''),
  -- Provision and chain as they were held when the decider was named.
  add column decider_right text check (decider_right <> ''),
  -- Where it is written that it may decide, where that cannot be told here, and what was missing to tell.
  add column decider_source text check (decider_source <> ''),
  add column decider_missing text check (decider_missing <> ''),
  add constraint decider_rests check (decider_right is null or decider_source is null);
