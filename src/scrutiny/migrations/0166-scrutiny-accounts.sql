-- Two-sided accounts: partners tell and rate the same event, each before it can see what the others wrote.
create table scrutiny.account_event (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  title text not null check (title <> ''),
  happened text not null check (happened <> ''),
  when_words text not null check (when_words <> ''),
  -- The first day from which the event is known, for readers of an earlier day.
  from_on date not null,
  -- The body that asked the others; null: known from sources, nobody is asked.
  convener_id uuid,
  started_on date,
  -- The last day on which a partner may hand in.
  closes_on date check (closes_on >= started_on),
  opened_on date check (opened_on >= started_on),
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  check ((convener_id is null) = (started_on is null)),
  check ((convener_id is null) = (closes_on is null)),
  check (convener_id is not null or opened_on is null)
);
call kernel.guard('scrutiny.account_event');

create table scrutiny.account_statement (
  event_id uuid not null references scrutiny.account_event on delete cascade deferrable initially deferred,
  number integer not null check (number between 1 and 12),
  words text not null check (words <> ''),
  dataset text,
  audience text not null,
  primary key (event_id, number)
);
call kernel.guard('scrutiny.account_statement');

create table scrutiny.account_partner (
  event_id uuid not null references scrutiny.account_event on delete cascade deferrable initially deferred,
  organisation_id uuid not null,
  sector text not null check (sector in ('nhs', 'councils', 'others')),
  sealed_on date,
  -- The entry of the record that seals what it handed in.
  entry_id uuid,
  dataset text,
  audience text not null,
  primary key (event_id, organisation_id)
);
create index account_partner_entry on scrutiny.account_partner (entry_id) where entry_id is not null;
create index account_partner_organisation on scrutiny.account_partner (organisation_id);
call kernel.guard('scrutiny.account_partner');

-- What a partner wrote: of that partner alone until all are opened.
create table scrutiny.account_telling (
  event_id uuid not null,
  organisation_id uuid not null,
  office text not null check (office <> ''),
  words text not null check (words <> ''),
  dataset text,
  audience text not null,
  primary key (event_id, organisation_id),
  foreign key (event_id, organisation_id) references scrutiny.account_partner on delete cascade deferrable initially deferred
);
call kernel.guard('scrutiny.account_telling');

create table scrutiny.account_rating (
  event_id uuid not null,
  organisation_id uuid not null,
  number integer not null,
  -- From 1, not at all, to 5, fully; null: cannot say.
  rating integer check (rating between 1 and 5),
  words text,
  dataset text,
  audience text not null,
  primary key (event_id, organisation_id, number),
  foreign key (event_id, organisation_id) references scrutiny.account_telling on delete cascade deferrable initially deferred,
  foreign key (event_id, number) references scrutiny.account_statement on delete cascade deferrable initially deferred
);
call kernel.guard('scrutiny.account_rating');

-- What was handed in stays as it was written: only who may read it changes, once. Shipped examples come and go with their file.
create function scrutiny.keep_account() returns trigger
language plpgsql as $$
begin
  if old.dataset is null and (tg_op = 'DELETE' or to_jsonb(old) - 'audience' <> to_jsonb(new) - 'audience') then
    raise exception 'An account stays as it was handed in.'
      using errcode = 'restrict_violation', hint = 'Say what changed in what you agree to do.';
  end if;
  return coalesce(new, old);
end $$;
create trigger kept before update or delete on scrutiny.account_telling
  for each row execute function scrutiny.keep_account();
create trigger kept before update or delete on scrutiny.account_rating
  for each row execute function scrutiny.keep_account();

-- What the partners agree to do, once they have read each other: it is agreed when each of them has said so.
create table scrutiny.account_agreement (
  event_id uuid not null references scrutiny.account_event on delete cascade deferrable initially deferred,
  number integer not null check (number >= 1),
  words text not null check (words <> ''),
  -- Who does it.
  owner_id uuid not null,
  due_on date not null,
  proposed_on date not null,
  dataset text,
  audience text not null,
  primary key (event_id, number)
);
call kernel.guard('scrutiny.account_agreement');

create table scrutiny.account_assent (
  event_id uuid not null,
  number integer not null,
  organisation_id uuid not null,
  on_date date not null,
  dataset text,
  audience text not null,
  primary key (event_id, number, organisation_id),
  foreign key (event_id, number) references scrutiny.account_agreement on delete cascade deferrable initially deferred
);
call kernel.guard('scrutiny.account_assent');

-- What leaders said in public, by role and in our words, with the page it was read on.
create table scrutiny.account_stance (
  event_id uuid not null references scrutiny.account_event on delete cascade deferrable initially deferred,
  place integer not null check (place >= 1),
  sector text not null check (sector in ('nhs', 'councils', 'others')),
  role text not null check (role <> ''),
  party text,
  said text not null check (said <> ''),
  said_on text not null check (said_on <> ''),
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text not null,
  audience text not null,
  primary key (event_id, place)
);
call kernel.guard('scrutiny.account_stance');
