-- Who may decide what: functions with their holders by date, and the delegations of local schemes, which are entered here.
create table place.function (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> ''),
  sector text not null,
  provision text not null check (provision <> ''),
  decided_by text not null,
  may_be_delegated_to text not null,
  joint_route text not null,
  choice text not null check (choice in ('national-standard', 'local-choice', 'mixed')),
  key_decision boolean not null,
  notes text,
  mark text not null check (mark in ('confirmed', 'to-be-checked')),
  source text not null,
  seen date not null,
  basis text not null,
  dataset text
);
call kernel.publish('place.function');

-- Holders by law on their days, those beside them, and those to whom the holder delegated nationally. What a source
-- does not say of a holder stays in its words, and holder_kind is null.
create table place.function_holder (
  function_id uuid not null references place.function deferrable initially deferred,
  role text not null check (role in ('holder', 'beside', 'delegate')),
  holder_kind text check (holder_kind in ('icb', 'ccg', 'pct', 'nhs-england', 'secretary-of-state', 'upper-tier-council',
    'district-council', 'nhs-trust', 'foundation-trust', 'hwb', 'icp', 'strategic-authority', 'care-quality-commission')),
  begins_on date,
  ends_on date,
  certainty text not null check (certainty in ('all', 'some')),
  extent text,
  regions text,
  words text,
  mark text not null check (mark in ('confirmed', 'to-be-checked')),
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  check (begins_on < ends_on),
  check (holder_kind is not null or words is not null)
);
create index function_holder_function on place.function_holder (function_id);
call kernel.publish('place.function_holder');

-- One line of a scheme of delegation: who passed which function to whom, up to how much, under which law, for which days.
create table place.delegation (
  id uuid primary key,
  function_id uuid not null references place.function deferrable initially deferred,
  from_organisation_id uuid not null references place.organisation deferrable initially deferred,
  from_board_id uuid references place.board deferrable initially deferred,
  from_post text check (from_post <> ''),
  to_organisation_id uuid references place.organisation deferrable initially deferred,
  to_board_id uuid references place.board deferrable initially deferred,
  to_post text check (to_post <> ''),
  area_id uuid references place.area deferrable initially deferred,
  limit_pence bigint check (limit_pence > 0),
  conditions text,
  legal_basis text not null check (legal_basis <> ''),
  passes_on boolean not null default false,
  begins_on date not null,
  ends_on date,
  end_reason text,
  -- It ended because the body that made it ended; its successor may take it over.
  lapsed boolean not null default false,
  continues_id uuid references place.delegation deferrable initially deferred,
  from_key text not null generated always as (from_organisation_id::text || '/' || coalesce(from_board_id::text, '') || '/' || coalesce(lower(from_post), '')) stored,
  to_key text not null generated always as (coalesce(to_organisation_id::text, '') || '/' || coalesce(to_board_id::text, '') || '/' || coalesce(lower(to_post), '')) stored,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  version integer not null default 1,
  check (begins_on < ends_on),
  check (to_organisation_id is not null or to_board_id is not null),
  check (from_board_id is null or from_post is null),
  check (to_board_id is null or to_post is null),
  check (from_key <> to_key),
  -- The same body does not delegate the same function to the same for the same area twice on any day.
  constraint delegation_once exclude using gist (function_id with =, from_key with =, to_key with =,
    (coalesce(area_id, '00000000-0000-0000-0000-000000000000'::uuid)) with =, daterange(begins_on, ends_on) with &&)
);
create index delegation_from on place.delegation (from_organisation_id);
create index delegation_to on place.delegation (to_organisation_id);
create index delegation_from_board on place.delegation (from_board_id);
create index delegation_to_board on place.delegation (to_board_id);
call kernel.guard('place.delegation');
