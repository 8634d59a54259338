-- What is done for a priority, by which owner and until when; and who answers for it once an owner ends or passes it on.
create table priorities.action (
  id uuid primary key,
  priority_id uuid not null references priorities.priority on delete cascade deferrable initially deferred,
  what text not null check (what <> ''),
  -- Which of the two owners does it.
  side text not null check (side in ('nhs', 'council')),
  office text not null check (office <> ''),
  due_on date not null,
  entered_on date not null,
  -- Null: still to be done.
  outcome text check (outcome in ('done', 'dropped')),
  settled_on date,
  settled_words text check (settled_words <> ''),
  dataset text,
  audience text not null,
  check ((outcome is null) = (settled_on is null) and (outcome is null) = (settled_words is null))
);
create index action_priority on priorities.action (priority_id);
call kernel.guard('priorities.action');

-- An action stays as it was promised, and settled once (invariant 15).
create function priorities.keep_action() returns trigger
language plpgsql as $$
begin
  if old.dataset is null and (tg_op = 'DELETE' or old.outcome is not null
    or (new.what, new.side, new.office, new.due_on) is distinct from (old.what, old.side, old.office, old.due_on)) then
    raise exception 'An action of a priority stays as it was promised.'
      using errcode = 'restrict_violation', hint = 'Settle it, and promise another.';
  end if;
  return coalesce(new, old);
end $$;
create trigger kept before update or delete on priorities.action
  for each row execute function priorities.keep_action();

-- Who owned a priority before: until a day, on one side.
create table priorities.earlier_owner (
  priority_id uuid not null references priorities.priority on delete cascade deferrable initially deferred,
  side text not null check (side in ('nhs', 'council')),
  body uuid not null,
  office text not null,
  -- The first day on which somebody else answers.
  until_on date not null,
  why text not null check (why <> ''),
  audience text not null,
  primary key (priority_id, side, until_on)
);
call kernel.guard('priorities.earlier_owner');
