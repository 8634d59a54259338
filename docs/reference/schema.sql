-- The schema of the database, made by npm run docs. Do not edit: write a migration.

create extension btree_gist;

create extension pg_trgm;

create extension unaccent;

create schema app;
grant usage on schema app to concordat_reader;

create schema decisions;
grant usage on schema decisions to concordat_reader;

create schema identity;

create schema kernel;
grant usage on schema kernel to concordat_reader;

create schema meetings;
grant usage on schema meetings to concordat_reader;

create schema place;
grant usage on schema place to concordat_reader;

create schema platform;
grant usage on schema platform to concordat_reader;

create schema pounds;
grant usage on schema pounds to concordat_reader;

create schema priorities;
grant usage on schema priorities to concordat_reader;

create schema purpose;
grant usage on schema purpose to concordat_reader;

create schema record;
grant usage on schema record to concordat_reader;

create schema scrutiny;
grant usage on schema scrutiny to concordat_reader;

create collation kernel.natural_order (provider = icu, locale = 'en-GB-u-kn-true', deterministic = t);

create domain decisions.vague_day as text constraint vague_day_check CHECK ((VALUE ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'::text));

CREATE OR REPLACE PROCEDURE kernel.guard(IN guarded regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('create policy visible on %s for select to concordat_reader using (kernel.visible(audience))', guarded);
  execute format('grant select on %s to concordat_reader', guarded);
end $procedure$
;

CREATE OR REPLACE PROCEDURE kernel.publish(IN published regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('grant select on %s to concordat_reader', published);
end $procedure$
;

CREATE OR REPLACE FUNCTION kernel.visible(audience text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (audience = ANY (string_to_array(COALESCE(current_setting('concordat.audiences'::text, true), 'public'::text), ','::text)))
;
grant execute on routine kernel.visible(text) to concordat_reader;
grant execute on routine kernel.visible(text) to public;

CREATE OR REPLACE FUNCTION meetings.keep_signed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state = 'signed' and (new.text, new.state, new.signed_by, new.signed_on) is distinct from
    (old.text, old.state, old.signed_by, old.signed_on) then
    raise exception 'signed minutes do not change';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION platform.find_documents(asked_words text, asked_beginnings text)
 RETURNS SETOF platform.document
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET enable_seqscan TO 'off'
AS $function$
begin
  return query select document.* from platform.document
    where document.subject in (
      select subject from platform.document where found_by @@ websearch_to_tsquery('english', platform.plain(asked_words))
      union all
      select subject from platform.document where found_by @@ to_tsquery('simple', platform.plain(asked_beginnings))
      union all
      select subject from platform.document where plain_title % platform.plain(asked_words))
    and kernel.visible(document.audience);
end $function$
;
grant execute on routine platform.find_documents(text,text) to concordat_reader;

CREATE OR REPLACE FUNCTION platform.plain(given text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN lower(public.unaccent('public.unaccent'::regdictionary, given))
;

CREATE OR REPLACE FUNCTION pounds.entries_must_follow()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  given record;
begin
  for given in select fund_id, min(sequence) as low, max(sequence) as high, count(*) as many from added group by fund_id loop
    if not exists (select from pounds.fund where id = given.fund_id) then
      raise exception 'There is no fund % for these entries.', given.fund_id using errcode = 'foreign_key_violation';
    end if;
    if given.high - given.low + 1 <> given.many or (given.low > 1 and not exists (
        select from pounds.entry where fund_id = given.fund_id and sequence = given.low - 1)) then
      raise exception 'The entries from % to % leave a gap.', given.low, given.high using errcode = 'foreign_key_violation';
    end if;
  end loop;
  for given in select distinct fund_id, target from added where target is not null loop
    if not exists (select from pounds.entry where fund_id = given.fund_id and act_id = given.target) then
      raise exception 'An entry is about %, which is not in the books.', given.target using errcode = 'foreign_key_violation';
    end if;
  end loop;
  return null;
end $function$
;

CREATE OR REPLACE PROCEDURE pounds.keep_append_only(IN kept regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('create trigger append_only before update or delete on %s
    for each row execute function pounds.refuse_change()', kept);
  execute format('create trigger append_only_whole before truncate on %s
    for each statement execute function pounds.refuse_change()', kept);
end $procedure$
;

CREATE OR REPLACE FUNCTION pounds.keep_fund_with_books()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from pounds.entry where fund_id = old.id) then
    raise exception 'The fund % has books, which only grow: it cannot be removed.', old.slug using errcode = 'restrict_violation';
  end if;
  return old;
end $function$
;

CREATE OR REPLACE FUNCTION pounds.movements_must_balance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION pounds.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'The books only grow: % of pounds.% is refused.', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation', hint = 'Record a reversal.';
end $function$
;

CREATE OR REPLACE FUNCTION pounds.standings_must_belong()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION pounds.sum_of(pence bigint[])
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$ select coalesce(sum(part), 0)::bigint from unnest(pence) as part $function$
;

CREATE OR REPLACE FUNCTION priorities.keep_action()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.dataset is null and (tg_op = 'DELETE' or old.outcome is not null
    or (new.what, new.side, new.office, new.due_on) is distinct from (old.what, old.side, old.office, old.due_on)) then
    raise exception 'An action of a priority stays as it was promised.'
      using errcode = 'restrict_violation', hint = 'Settle it, and promise another.';
  end if;
  return coalesce(new, old);
end $function$
;

CREATE OR REPLACE FUNCTION priorities.keep_claim()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.dataset is null and (tg_op = 'DELETE' or old.withdrawn_on is not null
    or (new.title, new.who, new.said, new.kind, new.what_changed, new.since, new.by_how_much, new.cause, new.source, new.entered_by)
       is distinct from
       (old.title, old.who, old.said, old.kind, old.what_changed, old.since, old.by_how_much, old.cause, old.source, old.entered_by)) then
    raise exception 'A claim stays as it was entered.'
      using errcode = 'restrict_violation', hint = 'Withdraw it with the reason, and enter another.';
  end if;
  return coalesce(new, old);
end $function$
;

CREATE OR REPLACE FUNCTION priorities.keep_reading()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.dataset is null then
    raise exception 'A reading of a claim stays as it was tried.'
      using errcode = 'restrict_violation', hint = 'Add another reading beside it.';
  end if;
  return coalesce(new, old);
end $function$
;

CREATE OR REPLACE FUNCTION priorities.keep_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.dataset is null and (tg_op = 'DELETE' or old.frozen_on is not null
    or (new.baseline, new.target, new.trajectory, new.from_on, new.why) is distinct from
       (old.baseline, old.target, old.trajectory, old.from_on, old.why)) then
    raise exception 'A version of a priority stays as it was set.'
      using errcode = 'restrict_violation', hint = 'Set a new target: it becomes a new version.';
  end if;
  return coalesce(new, old);
end $function$
;

CREATE OR REPLACE PROCEDURE record.keep_append_only(IN kept regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('create trigger append_only before update or delete on %s
    for each row execute function record.refuse_change()', kept);
  execute format('create trigger append_only_whole before truncate on %s
    for each statement execute function record.refuse_change()', kept);
end $procedure$
;

CREATE OR REPLACE FUNCTION record.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'The record only grows: % of record.% is refused.', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation', hint = 'Write a new entry that corrects the old one.';
end $function$
;

CREATE OR REPLACE FUNCTION scrutiny.accounts_of_other_partners(event uuid, partner uuid, on_day date)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct office.account_id
  from scrutiny.account_event told
  join scrutiny.account_partner other on other.event_id = told.id
  join identity.office on office.organisation_id = other.organisation_id::text
  where told.id = event and told.opened_on is null
    and other.organisation_id <> partner and other.sealed_on is not null
    and office.begins_on <= on_day and (office.ends_on is null or office.ends_on > on_day)
$function$
;
grant execute on routine scrutiny.accounts_of_other_partners(uuid,uuid,date) to concordat_reader;

CREATE OR REPLACE FUNCTION scrutiny.barred_seats(meeting uuid, committee uuid, review uuid, on_day date)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct seat.number
  from scrutiny.interest declared
  join scrutiny.declarant on declarant.interest_id = declared.id
  join place.board on board.id = committee
  join place.seat on seat.board_id = board.id
  join identity.office on office.seat = 'place:seat:' || board.slug || '-' || seat.number
    and office.account_id = declarant.account_id
  where declared.review_id = review and declared.kind = 'disclosable-pecuniary' and declared.dispensation is null
    and declared.ended_on is null
    and office.begins_on <= on_day and (office.ends_on is null or office.ends_on > on_day)
    and not exists (select from meetings.attendance sat
      where sat.meeting_id = meeting and sat.seat_number = seat.number and sat.substitute)
$function$
;
grant execute on routine scrutiny.barred_seats(uuid,uuid,uuid,date) to concordat_reader;

CREATE OR REPLACE FUNCTION scrutiny.executive_accounts(councils uuid[], on_day date)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct office.account_id
  from place.board cabinet
  join place.seat on seat.board_id = cabinet.id
  join identity.office on office.seat = 'place:seat:' || cabinet.slug || '-' || seat.number
  where cabinet.kind = 'cabinet' and cabinet.organisation_id = any (councils)
    and office.begins_on <= on_day and (office.ends_on is null or office.ends_on > on_day)
$function$
;
grant execute on routine scrutiny.executive_accounts(uuid[],date) to concordat_reader;

CREATE OR REPLACE FUNCTION scrutiny.executive_seats(meeting uuid, committee uuid, councils uuid[], on_day date)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct seat.number
  from place.board
  join place.seat on seat.board_id = board.id
  join identity.office on office.seat = 'place:seat:' || board.slug || '-' || seat.number
  where board.id = committee
    and office.begins_on <= on_day and (office.ends_on is null or office.ends_on > on_day)
    and office.account_id in (select scrutiny.executive_accounts(councils, on_day))
    and not exists (select from meetings.attendance sat
      where sat.meeting_id = meeting and sat.seat_number = seat.number and sat.substitute)
$function$
;
grant execute on routine scrutiny.executive_seats(uuid,uuid,uuid[],date) to concordat_reader;

CREATE OR REPLACE FUNCTION scrutiny.held_signer(signer uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select account.id from identity.account where account.id = signer and account.status = 'active' for share
$function$
;

CREATE OR REPLACE FUNCTION scrutiny.keep_account()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.dataset is null and (tg_op = 'DELETE' or to_jsonb(old) - 'audience' <> to_jsonb(new) - 'audience') then
    raise exception 'An account stays as it was handed in.'
      using errcode = 'restrict_violation', hint = 'Say what changed in what you agree to do.';
  end if;
  return coalesce(new, old);
end $function$
;

CREATE OR REPLACE FUNCTION scrutiny.keep_answer()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.dataset is null then
    raise exception 'An answer stays as it was given.'
      using errcode = 'restrict_violation', hint = 'Give a further answer: it stands beside the first.';
  end if;
  return coalesce(new, old);
end $function$
;

create table app.notice_answer (
  id uuid not null,
  board_id uuid not null,
  dormant_since date not null,
  words text not null,
  office text not null,
  answered_on date not null,
  source text not null,
  seen date not null,
  basis text not null,
  audience text not null,
  constraint notice_answer_board_id_fkey FOREIGN KEY (board_id) REFERENCES place.board(id) DEFERRABLE INITIALLY DEFERRED,
  constraint notice_answer_office_check CHECK ((office <> ''::text)),
  constraint notice_answer_pkey PRIMARY KEY (id),
  constraint notice_answer_words_check CHECK ((words <> ''::text))
);
CREATE INDEX notice_answer_board ON app.notice_answer USING btree (board_id, answered_on);
alter table app.notice_answer enable row level security;
create policy visible on app.notice_answer for select to concordat_reader using (kernel.visible(audience));
grant select on table app.notice_answer to concordat_reader;

create table app.partnership_count (
  measure text not null,
  partnerships integer not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint partnership_count_partnerships_check CHECK ((partnerships >= 0)),
  constraint partnership_count_pkey PRIMARY KEY (measure, source)
);
grant select on table app.partnership_count to concordat_reader;

create table app.site_seen (
  site text not null,
  kind text not null,
  latest_item text not null,
  evidence text not null,
  signal text not null,
  note text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint site_seen_pkey PRIMARY KEY (site, source),
  constraint site_seen_signal_check CHECK ((signal = ANY (ARRAY['live'::text, 'old-page'::text, 'closing-banner'::text, 'body-ended'::text, 'body-not-meeting'::text, 'outcome-not-shown'::text, 'test-copy'::text])))
);
grant select on table app.site_seen to concordat_reader;

create table decisions.answer (
  id uuid not null,
  proposal_id uuid not null,
  fact text not null,
  answer text not null,
  rests_on text not null,
  href text,
  sha256 text,
  file_name text,
  sure boolean not null,
  given_on date not null,
  replaced_by uuid,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  constraint answer_answer_check CHECK ((answer <> ''::text)),
  constraint answer_href_check CHECK ((href ~ '^https?://'::text)),
  constraint answer_pkey PRIMARY KEY (id),
  constraint answer_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES decisions.proposal(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint answer_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES decisions.answer(id) DEFERRABLE INITIALLY DEFERRED,
  constraint answer_rests_on_check CHECK ((rests_on <> ''::text))
);
CREATE UNIQUE INDEX answer_standing ON decisions.answer USING btree (proposal_id, fact) WHERE (replaced_by IS NULL);
alter table decisions.answer enable row level security;
create policy visible on decisions.answer for select to concordat_reader using (kernel.visible(audience));
grant select on table decisions.answer to concordat_reader;

create table decisions.event (
  proposal_id uuid not null,
  "position" integer not null,
  on_day decisions.vague_day not null,
  kind text not null,
  what text not null,
  state text not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  constraint event_kind_check CHECK ((kind ~ '^[a-z]+(-[a-z]+)*$'::text)),
  constraint event_pkey PRIMARY KEY (proposal_id, "position"),
  constraint event_position_check CHECK (("position" > 0)),
  constraint event_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES decisions.proposal(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint event_state_check CHECK ((state = ANY (ARRAY['happened'::text, 'planned'::text]))),
  constraint event_what_check CHECK ((what <> ''::text))
);
alter table decisions.event enable row level security;
create policy visible on decisions.event for select to concordat_reader using (kernel.visible(audience));
grant select on table decisions.event to concordat_reader;

create table decisions.instruction (
  id uuid not null,
  slug text not null,
  title text not null,
  kind text not null,
  words text not null,
  power_sort text not null,
  power text,
  giver text not null,
  giver_id uuid,
  given_on date not null,
  from_on date not null,
  until_on date,
  href text,
  keeper_id uuid,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  version integer default 1 not null,
  constraint instruction_check CHECK ((until_on >= from_on)),
  constraint instruction_check1 CHECK (((power_sort = 'none'::text) = (power IS NULL))),
  constraint instruction_giver_check CHECK ((giver <> ''::text)),
  constraint instruction_giver_id_fkey FOREIGN KEY (giver_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint instruction_href_check CHECK ((href ~ '^https?://'::text)),
  constraint instruction_keeper_id_fkey FOREIGN KEY (keeper_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint instruction_kind_check CHECK ((kind = ANY (ARRAY['direction'::text, 'mandate'::text, 'undertaking'::text, 'delegation'::text, 'guidance'::text, 'incident'::text, 'letter'::text]))),
  constraint instruction_pkey PRIMARY KEY (id),
  constraint instruction_power_check CHECK ((power <> ''::text)),
  constraint instruction_power_sort_check CHECK ((power_sort = ANY (ARRAY['law'::text, 'terms'::text, 'none'::text]))),
  constraint instruction_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint instruction_slug_key UNIQUE (slug),
  constraint instruction_title_check CHECK ((title <> ''::text)),
  constraint instruction_words_check CHECK ((words <> ''::text))
);
CREATE INDEX instruction_keeper ON decisions.instruction USING btree (keeper_id);
alter table decisions.instruction enable row level security;
create policy visible on decisions.instruction for select to concordat_reader using (kernel.visible(audience));
grant select on table decisions.instruction to concordat_reader;

create table decisions.instruction_body (
  instruction_id uuid not null,
  "position" integer not null,
  part text not null,
  organisation_id uuid,
  area_id uuid,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  constraint instruction_body_area_id_fkey FOREIGN KEY (area_id) REFERENCES place.area(id) DEFERRABLE INITIALLY DEFERRED,
  constraint instruction_body_check CHECK (((organisation_id IS NULL) <> (area_id IS NULL))),
  constraint instruction_body_instruction_id_fkey FOREIGN KEY (instruction_id) REFERENCES decisions.instruction(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint instruction_body_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint instruction_body_part_check CHECK ((part = ANY (ARRAY['addressed'::text, 'touched'::text]))),
  constraint instruction_body_pkey PRIMARY KEY (instruction_id, "position"),
  constraint instruction_body_position_check CHECK (("position" > 0))
);
CREATE INDEX instruction_body_area ON decisions.instruction_body USING btree (area_id);
CREATE INDEX instruction_body_organisation ON decisions.instruction_body USING btree (organisation_id);
alter table decisions.instruction_body enable row level security;
create policy visible on decisions.instruction_body for select to concordat_reader using (kernel.visible(audience));
grant select on table decisions.instruction_body to concordat_reader;

create table decisions.instruction_event (
  instruction_id uuid not null,
  number integer not null,
  kind text not null,
  on_date date not null,
  by_words text not null,
  by_id uuid,
  words text not null,
  answers integer,
  until_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  constraint instruction_event_by_id_fkey FOREIGN KEY (by_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint instruction_event_by_words_check CHECK ((by_words <> ''::text)),
  constraint instruction_event_check CHECK (((kind = 'answer'::text) = (answers IS NOT NULL))),
  constraint instruction_event_check1 CHECK (((until_on IS NULL) OR (kind = 'review'::text))),
  constraint instruction_event_instruction_id_answers_fkey FOREIGN KEY (instruction_id, answers) REFERENCES decisions.instruction_event(instruction_id, number) DEFERRABLE INITIALLY DEFERRED,
  constraint instruction_event_instruction_id_fkey FOREIGN KEY (instruction_id) REFERENCES decisions.instruction(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint instruction_event_kind_check CHECK ((kind = ANY (ARRAY['challenge'::text, 'answer'::text, 'review'::text, 'withdrawal'::text]))),
  constraint instruction_event_number_check CHECK ((number > 0)),
  constraint instruction_event_pkey PRIMARY KEY (instruction_id, number),
  constraint instruction_event_words_check CHECK ((words <> ''::text))
);
CREATE UNIQUE INDEX instruction_answered ON decisions.instruction_event USING btree (instruction_id, answers) WHERE (answers IS NOT NULL);
CREATE UNIQUE INDEX instruction_withdrawn ON decisions.instruction_event USING btree (instruction_id) WHERE (kind = 'withdrawal'::text);
alter table decisions.instruction_event enable row level security;
create policy visible on decisions.instruction_event for select to concordat_reader using (kernel.visible(audience));
grant select on table decisions.instruction_event to concordat_reader;

create table decisions.key_setting (
  organisation_id uuid not null,
  from_on date not null,
  words text not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  constraint key_setting_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint key_setting_pkey PRIMARY KEY (organisation_id, from_on),
  constraint key_setting_words_check CHECK ((words <> ''::text))
);
alter table decisions.key_setting enable row level security;
create policy visible on decisions.key_setting for select to concordat_reader using (kernel.visible(audience));
grant select on table decisions.key_setting to concordat_reader;

create table decisions.option (
  proposal_id uuid not null,
  "position" integer not null,
  words text not null,
  as_things_are boolean default false not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  constraint option_pkey PRIMARY KEY (proposal_id, "position"),
  constraint option_position_check CHECK (("position" >= 0)),
  constraint option_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES decisions.proposal(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint option_words_check CHECK ((words <> ''::text))
);
CREATE UNIQUE INDEX option_as_things_are ON decisions.option USING btree (proposal_id) WHERE as_things_are;
alter table decisions.option enable row level security;
create policy visible on decisions.option for select to concordat_reader using (kernel.visible(audience));
grant select on table decisions.option to concordat_reader;

create table decisions.partner (
  proposal_id uuid not null,
  key text not null,
  "position" integer not null,
  organisation_id uuid,
  board_id uuid,
  name text not null,
  told_on decisions.vague_day,
  told_how text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  constraint partner_board_id_fkey FOREIGN KEY (board_id) REFERENCES place.board(id) DEFERRABLE INITIALLY DEFERRED,
  constraint partner_key_check CHECK ((key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint partner_name_check CHECK ((name <> ''::text)),
  constraint partner_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint partner_pkey PRIMARY KEY (proposal_id, key),
  constraint partner_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES decisions.proposal(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint partner_told_how_check CHECK ((told_how <> ''::text))
);
CREATE INDEX partner_organisation ON decisions.partner USING btree (organisation_id);
alter table decisions.partner enable row level security;
create policy visible on decisions.partner for select to concordat_reader using (kernel.visible(audience));
grant select on table decisions.partner to concordat_reader;

create table decisions.plan (
  id uuid not null,
  slug text not null,
  title text,
  what text,
  organisation_id uuid not null,
  asked_on date,
  document text not null,
  document_href text,
  answered_on date,
  answer text,
  proposal_id uuid,
  registered_on date not null,
  taken_down_on date,
  ground text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  version integer default 1 not null,
  constraint plan_answer_check CHECK ((answer <> ''::text)),
  constraint plan_check CHECK (((taken_down_on IS NULL) = (ground IS NULL))),
  constraint plan_check1 CHECK ((((title IS NULL) = (taken_down_on IS NOT NULL)) AND ((what IS NULL) = (taken_down_on IS NOT NULL)))),
  constraint plan_check2 CHECK (((answered_on IS NULL) = (answer IS NULL))),
  constraint plan_document_check CHECK ((document = ANY (ARRAY['published'::text, 'not-published'::text, 'not-known'::text]))),
  constraint plan_document_href_check CHECK ((document_href ~ '^https?://'::text)),
  constraint plan_ground_check CHECK ((ground = ANY (ARRAY['personal'::text, 'abuse'::text, 'no-plan'::text, 'twice'::text]))),
  constraint plan_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint plan_pkey PRIMARY KEY (id),
  constraint plan_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES decisions.proposal(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  constraint plan_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint plan_slug_key UNIQUE (slug),
  constraint plan_title_check CHECK ((title <> ''::text)),
  constraint plan_what_check CHECK ((what <> ''::text))
);
CREATE INDEX plan_organisation ON decisions.plan USING btree (organisation_id);
CREATE INDEX plan_registered ON decisions.plan USING btree (registered_on);
alter table decisions.plan enable row level security;
create policy visible on decisions.plan for select to concordat_reader using (kernel.visible(audience));
grant select on table decisions.plan to concordat_reader;

create table decisions.planned (
  id uuid not null,
  slug text not null,
  organisation_id uuid not null,
  board_id uuid,
  title text not null,
  words text not null,
  decider text not null,
  due_from date not null,
  due_until date not null,
  key_decision boolean not null,
  documents text,
  contact text,
  given_on date not null,
  shorter text,
  shorter_on date,
  shorter_words text,
  settled text,
  settled_on date,
  settled_words text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  version integer default 1 not null,
  constraint planned_board_id_fkey FOREIGN KEY (board_id) REFERENCES place.board(id) DEFERRABLE INITIALLY DEFERRED,
  constraint planned_check CHECK ((due_from <= due_until)),
  constraint planned_check1 CHECK ((((shorter IS NULL) = (shorter_on IS NULL)) AND ((shorter IS NULL) = (shorter_words IS NULL)))),
  constraint planned_check2 CHECK (((shorter IS NULL) OR key_decision)),
  constraint planned_check3 CHECK (((settled IS NULL) = (settled_on IS NULL))),
  constraint planned_decider_check CHECK ((decider <> ''::text)),
  constraint planned_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint planned_pkey PRIMARY KEY (id),
  constraint planned_settled_check CHECK ((settled = ANY (ARRAY['decided'::text, 'withdrawn'::text]))),
  constraint planned_shorter_check CHECK ((shorter = ANY (ARRAY['general'::text, 'special'::text]))),
  constraint planned_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint planned_slug_key UNIQUE (slug),
  constraint planned_title_check CHECK ((title <> ''::text)),
  constraint planned_words_check CHECK ((words <> ''::text))
);
CREATE INDEX planned_board ON decisions.planned USING btree (board_id);
CREATE INDEX planned_organisation ON decisions.planned USING btree (organisation_id);
alter table decisions.planned enable row level security;
create policy visible on decisions.planned for select to concordat_reader using (kernel.visible(audience));
grant select on table decisions.planned to concordat_reader;

create table decisions.proposal (
  id uuid not null,
  slug text not null,
  title text not null,
  what text,
  kind text,
  area_id uuid not null,
  area_words text,
  proposer_id uuid,
  decider_id uuid,
  decider_board_id uuid,
  function_slug text,
  higher_why text,
  stage text,
  options_fixed_on decisions.vague_day,
  decision_due_on date,
  inequality text,
  money text,
  priorities text,
  experience text,
  note text,
  kept_here boolean not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  version integer default 1 not null,
  amount_pence bigint,
  decider_post text,
  decider_words text,
  decider_right text,
  decider_source text,
  decider_missing text,
  constraint decider_rests CHECK (((decider_right IS NULL) OR (decider_source IS NULL))),
  constraint proposal_amount_pence_check CHECK ((amount_pence > 0)),
  constraint proposal_area_id_fkey FOREIGN KEY (area_id) REFERENCES place.area(id) DEFERRABLE INITIALLY DEFERRED,
  constraint proposal_check CHECK (((NOT kept_here) OR ((what IS NOT NULL) AND (kind IS NOT NULL) AND (stage IS NOT NULL) AND (proposer_id IS NOT NULL)))),
  constraint proposal_check1 CHECK ((kept_here OR (stage IS NULL))),
  constraint proposal_decider_board_id_fkey FOREIGN KEY (decider_board_id) REFERENCES place.board(id) DEFERRABLE INITIALLY DEFERRED,
  constraint proposal_decider_id_fkey FOREIGN KEY (decider_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint proposal_decider_missing_check CHECK ((decider_missing <> ''::text)),
  constraint proposal_decider_post_check CHECK ((decider_post <> ''::text)),
  constraint proposal_decider_right_check CHECK ((decider_right <> ''::text)),
  constraint proposal_decider_source_check CHECK ((decider_source <> ''::text)),
  constraint proposal_decider_words_check CHECK ((decider_words <> ''::text)),
  constraint proposal_experience_check CHECK ((experience <> ''::text)),
  constraint proposal_higher_why_check CHECK ((higher_why <> ''::text)),
  constraint proposal_inequality_check CHECK ((inequality <> ''::text)),
  constraint proposal_kind_check CHECK ((kind = ANY (ARRAY['service-change'::text, 'urgent-temporary-closure'::text, 'key-decision'::text, 'section-75-agreement'::text, 'better-care-fund-plan'::text, 'board-merger'::text, 'officer-decision'::text]))),
  constraint proposal_money_check CHECK ((money <> ''::text)),
  constraint proposal_pkey PRIMARY KEY (id),
  constraint proposal_priorities_check CHECK ((priorities <> ''::text)),
  constraint proposal_proposer_id_fkey FOREIGN KEY (proposer_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint proposal_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint proposal_slug_key UNIQUE (slug),
  constraint proposal_stage_check CHECK ((stage = ANY (ARRAY['idea'::text, 'options'::text, 'involving'::text, 'consulting'::text, 'deciding'::text, 'decided'::text, 'in-place'::text, 'withdrawn'::text]))),
  constraint proposal_title_check CHECK ((title <> ''::text)),
  constraint proposal_what_check CHECK ((what <> ''::text))
);
CREATE INDEX proposal_area ON decisions.proposal USING btree (area_id);
CREATE INDEX proposal_proposer ON decisions.proposal USING btree (proposer_id);
alter table decisions.proposal enable row level security;
create policy visible on decisions.proposal for select to concordat_reader using (kernel.visible(audience));
grant select on table decisions.proposal to concordat_reader;

create table identity.account (
  id uuid not null,
  email text not null,
  display_name text not null,
  password_hash text,
  administrator boolean default false not null,
  illustrative boolean default false not null,
  oidc_issuer text,
  oidc_subject text,
  status text default 'active'::text not null,
  created_at timestamp with time zone not null,
  address_confirmed boolean default true not null,
  constraint account_check CHECK (((oidc_issuer IS NULL) = (oidc_subject IS NULL))),
  constraint account_check1 CHECK ((NOT (administrator AND illustrative))),
  constraint account_check2 CHECK ((address_confirmed OR (NOT (administrator OR illustrative)))),
  constraint account_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 200))),
  constraint account_email_check CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 254)) AND (email ~~ '_%@_%'::text))),
  constraint account_oidc_issuer_oidc_subject_key UNIQUE (oidc_issuer, oidc_subject),
  constraint account_password_hash_check CHECK ((password_hash ~~ '$argon2id$%'::text)),
  constraint account_pkey PRIMARY KEY (id),
  constraint account_status_check CHECK ((status = ANY (ARRAY['active'::text, 'closed'::text])))
);
CREATE UNIQUE INDEX account_email_active ON identity.account USING btree (email) WHERE (status = 'active'::text);

create table identity.api_token (
  id uuid not null,
  token_hash text,
  account_id uuid not null,
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  ends_on date not null,
  constraint api_token_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id),
  constraint api_token_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint api_token_pkey PRIMARY KEY (id),
  constraint api_token_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint api_token_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX api_token_of_account ON identity.api_token USING btree (account_id);

create table identity.attempt (
  id uuid not null,
  key text not null,
  at timestamp with time zone not null,
  constraint attempt_pkey PRIMARY KEY (id)
);
CREATE INDEX attempt_of_key ON identity.attempt USING btree (key, at);

create table identity.office (
  id uuid not null,
  account_id uuid not null,
  organisation_id text not null,
  organisation_name text not null,
  title text not null,
  role text not null,
  seat text,
  begins_on date not null,
  ends_on date,
  constraint office_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id),
  constraint office_check CHECK ((ends_on >= begins_on)),
  constraint office_organisation_id_check CHECK (((length(organisation_id) >= 1) AND (length(organisation_id) <= 100))),
  constraint office_organisation_name_check CHECK (((length(organisation_name) >= 1) AND (length(organisation_name) <= 300))),
  constraint office_pkey PRIMARY KEY (id),
  constraint office_role_check CHECK ((role = ANY (ARRAY['keeper'::text, 'member'::text]))),
  constraint office_seat_check CHECK ((seat ~~ '%_:_%:_%'::text)),
  constraint office_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);
CREATE UNIQUE INDEX office_held_once ON identity.office USING btree (account_id, organisation_id, lower(title)) WHERE (ends_on IS NULL);
CREATE INDEX office_of_account ON identity.office USING btree (account_id);

create table identity.session (
  id_hash text not null,
  account_id uuid,
  value jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  rotated integer default 0 not null,
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id),
  constraint session_id_hash_check CHECK ((id_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint session_pkey PRIMARY KEY (id_hash),
  constraint session_rotated_check CHECK ((rotated >= 0))
);
CREATE INDEX session_end ON identity.session USING btree (ends_at);
CREATE INDEX session_of_account ON identity.session USING btree (account_id);

create table identity.sign_in_link (
  token_hash text not null,
  account_id uuid not null,
  purpose text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint sign_in_link_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id),
  constraint sign_in_link_pkey PRIMARY KEY (token_hash),
  constraint sign_in_link_purpose_check CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'new-password'::text]))),
  constraint sign_in_link_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX sign_in_link_of_account ON identity.sign_in_link USING btree (account_id);

create table identity.waiting_account (
  token_hash text not null,
  email text not null,
  display_name text not null,
  password_hash text not null,
  next text not null,
  expires_at timestamp with time zone not null,
  constraint waiting_account_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 200))),
  constraint waiting_account_email_check CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 254)) AND (email ~~ '_%@_%'::text))),
  constraint waiting_account_next_check CHECK (((next ~~ '/%'::text) AND (length(next) <= 2000))),
  constraint waiting_account_password_hash_check CHECK ((password_hash ~~ '$argon2id$%'::text)),
  constraint waiting_account_pkey PRIMARY KEY (token_hash),
  constraint waiting_account_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX waiting_account_of_email ON identity.waiting_account USING btree (email);

create table kernel.answered (
  idempotency_key text not null,
  actor text not null,
  command text not null,
  input_sha256 text not null,
  answer jsonb not null,
  answered_at timestamp with time zone not null,
  constraint answered_idempotency_key_check CHECK (((length(idempotency_key) >= 8) AND (length(idempotency_key) <= 200))),
  constraint answered_pkey PRIMARY KEY (actor, idempotency_key)
);

create table kernel.link (
  from_subject text not null,
  kind text not null,
  to_subject text not null,
  linked_on date,
  constraint link_kind_check CHECK ((kind = ANY (ARRAY['decides'::text, 'funds'::text, 'answers'::text, 'replaces'::text, 'caused-by'::text, 'about'::text]))),
  constraint link_pkey PRIMARY KEY (from_subject, kind, to_subject)
);
CREATE INDEX link_to ON kernel.link USING btree (to_subject);
alter table kernel.link enable row level security;
create policy both_ends_visible on kernel.link for select to concordat_reader using (((EXISTS ( SELECT
   FROM platform.document
  WHERE (document.subject = link.from_subject))) AND (EXISTS ( SELECT
   FROM platform.document
  WHERE (document.subject = link.to_subject)))));
grant select on table kernel.link to concordat_reader;

create table kernel.migration (
  name text not null,
  sha256 text not null,
  ran_at timestamp with time zone default now() not null,
  constraint migration_pkey PRIMARY KEY (name)
);

create table kernel.setting (
  key text not null,
  value jsonb not null,
  constraint setting_pkey PRIMARY KEY (key)
);

create table kernel.untold (
  subject text not null,
  act text not null,
  since timestamp with time zone default now() not null,
  constraint untold_pkey PRIMARY KEY (subject, act)
);
CREATE INDEX untold_act ON kernel.untold USING btree (act);

create table meetings.action (
  id uuid not null,
  meeting_id uuid not null,
  item_id uuid,
  number integer not null,
  words text not null,
  owner text not null,
  due_on date,
  done_on date,
  done_words text,
  audience text not null,
  constraint action_item_id_fkey FOREIGN KEY (item_id) REFERENCES meetings.item(id) ON DELETE CASCADE,
  constraint action_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings.meeting(id) ON DELETE CASCADE,
  constraint action_meeting_id_number_key UNIQUE (meeting_id, number),
  constraint action_number_check CHECK ((number > 0)),
  constraint action_owner_check CHECK ((owner <> ''::text)),
  constraint action_pkey PRIMARY KEY (id),
  constraint action_words_check CHECK ((words <> ''::text))
);
alter table meetings.action enable row level security;
create policy visible on meetings.action for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.action to concordat_reader;

create table meetings.attendance (
  id uuid not null,
  meeting_id uuid not null,
  seat_number text,
  office text not null,
  manner text not null,
  substitute boolean default false not null,
  from_item integer,
  until_item integer,
  audience text not null,
  constraint attendance_check CHECK ((from_item < until_item)),
  constraint attendance_check1 CHECK (((NOT substitute) OR (seat_number IS NOT NULL))),
  constraint attendance_manner_check CHECK ((manner = ANY (ARRAY['room'::text, 'remote'::text, 'apologies'::text, 'absent'::text]))),
  constraint attendance_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings.meeting(id) ON DELETE CASCADE,
  constraint attendance_office_check CHECK ((office <> ''::text)),
  constraint attendance_pkey PRIMARY KEY (id)
);
CREATE INDEX attendance_meeting ON meetings.attendance USING btree (meeting_id);
CREATE UNIQUE INDEX attendance_office ON meetings.attendance USING btree (meeting_id, COALESCE(seat_number, ''::text), office);
alter table meetings.attendance enable row level security;
create policy visible on meetings.attendance for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.attendance to concordat_reader;

create table meetings.board_name (
  list text not null,
  name text not null,
  board_id uuid not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint board_name_board_id_fkey FOREIGN KEY (board_id) REFERENCES place.board(id) DEFERRABLE INITIALLY DEFERRED,
  constraint board_name_pkey PRIMARY KEY (list, name)
);
alter table meetings.board_name enable row level security;
create policy beside_visible on meetings.board_name for select to concordat_reader using ((EXISTS ( SELECT
   FROM place.board
  WHERE (board.id = board_name.board_id))));
grant select on table meetings.board_name to concordat_reader;

create table meetings.clearance (
  item_id uuid not null,
  kind text not null,
  state text not null,
  office text not null,
  words text,
  on_date date not null,
  audience text not null,
  constraint clearance_item_id_fkey FOREIGN KEY (item_id) REFERENCES meetings.item(id) ON DELETE CASCADE,
  constraint clearance_kind_check CHECK ((kind = ANY (ARRAY['finance'::text, 'legal'::text, 'equality'::text]))),
  constraint clearance_office_check CHECK ((office <> ''::text)),
  constraint clearance_pkey PRIMARY KEY (item_id, kind),
  constraint clearance_state_check CHECK ((state = ANY (ARRAY['given'::text, 'asked'::text, 'not-needed'::text, 'refused'::text])))
);
alter table meetings.clearance enable row level security;
create policy visible on meetings.clearance for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.clearance to concordat_reader;

create table meetings.interest (
  id uuid not null,
  meeting_id uuid not null,
  item_id uuid,
  seat_number text,
  office text not null,
  kind text not null,
  words text,
  effect text not null,
  dispensation text,
  audience text not null,
  constraint interest_effect_check CHECK ((effect = ANY (ARRAY['stays-and-votes'::text, 'stays-without-vote'::text, 'left'::text]))),
  constraint interest_item_id_fkey FOREIGN KEY (item_id) REFERENCES meetings.item(id) ON DELETE CASCADE,
  constraint interest_kind_check CHECK ((kind = ANY (ARRAY['disclosable-pecuniary'::text, 'other-registrable'::text, 'non-registrable'::text, 'financial'::text, 'professional'::text, 'personal'::text, 'indirect'::text]))),
  constraint interest_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings.meeting(id) ON DELETE CASCADE,
  constraint interest_office_check CHECK ((office <> ''::text)),
  constraint interest_pkey PRIMARY KEY (id),
  constraint interest_words_check CHECK ((words <> ''::text))
);
CREATE INDEX interest_meeting ON meetings.interest USING btree (meeting_id);
alter table meetings.interest enable row level security;
create policy visible on meetings.interest for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.interest to concordat_reader;

create table meetings.interest_content (
  interest_id uuid not null,
  words text not null,
  audience text not null,
  constraint interest_content_interest_id_fkey FOREIGN KEY (interest_id) REFERENCES meetings.interest(id) ON DELETE CASCADE,
  constraint interest_content_pkey PRIMARY KEY (interest_id),
  constraint interest_content_words_check CHECK ((words <> ''::text))
);
alter table meetings.interest_content enable row level security;
create policy visible on meetings.interest_content for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.interest_content to concordat_reader;

create table meetings.item (
  id uuid not null,
  meeting_id uuid not null,
  "position" integer not null,
  number text,
  title text not null,
  kind text not null,
  sort text default 'not-sorted'::text not null,
  minutes integer,
  paper_number text,
  private boolean default false not null,
  exemption text,
  public_interest text,
  sealed_entry uuid,
  late_reason text,
  published_on date,
  publication_number integer,
  decision_words text,
  restricted_there boolean default false not null,
  dealt_with boolean default false not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  constraint item_check CHECK (((NOT private) OR ((exemption IS NOT NULL) AND (public_interest IS NOT NULL)))),
  constraint item_kind_check CHECK ((kind = ANY (ARRAY['decision'::text, 'report'::text, 'discussion'::text, 'procedural'::text, 'scrutiny'::text, 'heading'::text]))),
  constraint item_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings.meeting(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint item_meeting_id_position_key UNIQUE (meeting_id, "position") DEFERRABLE INITIALLY DEFERRED,
  constraint item_minutes_check CHECK (((minutes >= 1) AND (minutes <= 600))),
  constraint item_pkey PRIMARY KEY (id),
  constraint item_position_check CHECK (("position" > 0)),
  constraint item_sort_check CHECK ((sort = ANY (ARRAY['strategic'::text, 'assurance'::text, 'administrative'::text, 'not-sorted'::text]))),
  constraint item_title_check CHECK ((title <> ''::text))
);
alter table meetings.item enable row level security;
create policy visible on meetings.item for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.item to concordat_reader;

create table meetings.item_content (
  item_id uuid not null,
  asks text,
  said text,
  audience text not null,
  constraint item_content_item_id_fkey FOREIGN KEY (item_id) REFERENCES meetings.item(id) ON DELETE CASCADE,
  constraint item_content_pkey PRIMARY KEY (item_id)
);
alter table meetings.item_content enable row level security;
create policy visible on meetings.item_content for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.item_content to concordat_reader;

create table meetings.meeting (
  id uuid not null,
  slug text not null,
  board_id uuid not null,
  on_date date not null,
  starts_at text,
  venue text,
  remote_link text,
  kind text default 'ordinary'::text not null,
  state text not null,
  state_words text,
  note text,
  date_basis text,
  series text,
  in_common text,
  called_on date,
  presiding text,
  remote_rule text default 'not-known'::text not null,
  continues_id uuid,
  cancelled_why text,
  kept_here boolean not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  version integer default 1 not null,
  keeper_id uuid,
  constraint meeting_board_id_fkey FOREIGN KEY (board_id) REFERENCES place.board(id) DEFERRABLE INITIALLY DEFERRED,
  constraint meeting_continues_id_fkey FOREIGN KEY (continues_id) REFERENCES meetings.meeting(id) DEFERRABLE INITIALLY DEFERRED,
  constraint meeting_keeper_id_fkey FOREIGN KEY (keeper_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint meeting_kind_check CHECK ((kind = ANY (ARRAY['ordinary'::text, 'annual'::text, 'extraordinary'::text, 'seminar'::text, 'briefing'::text]))),
  constraint meeting_pkey PRIMARY KEY (id),
  constraint meeting_remote_rule_check CHECK ((remote_rule = ANY (ARRAY['yes'::text, 'no'::text, 'not-known'::text]))),
  constraint meeting_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint meeting_slug_key UNIQUE (slug),
  constraint meeting_starts_at_check CHECK ((starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint meeting_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'open'::text, 'informal'::text, 'adjourned'::text, 'closed'::text, 'cancelled'::text, 'held'::text, 'overtaken'::text])))
);
CREATE INDEX meeting_board ON meetings.meeting USING btree (board_id, on_date);
CREATE INDEX meeting_date ON meetings.meeting USING btree (on_date);
CREATE UNIQUE INDEX meeting_source_once ON meetings.meeting USING btree (board_id, on_date, COALESCE(starts_at, ''::text)) WHERE (NOT kept_here);
alter table meetings.meeting enable row level security;
create policy visible on meetings.meeting for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.meeting to concordat_reader;

create table meetings.minutes (
  id uuid not null,
  meeting_id uuid not null,
  part text not null,
  version integer not null,
  text text not null,
  state text not null,
  approved_at uuid,
  signed_by text,
  signed_on date,
  audience text not null,
  constraint minutes_approved_at_fkey FOREIGN KEY (approved_at) REFERENCES meetings.meeting(id) DEFERRABLE INITIALLY DEFERRED,
  constraint minutes_check CHECK (((state = 'signed'::text) = (signed_on IS NOT NULL))),
  constraint minutes_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings.meeting(id) ON DELETE CASCADE,
  constraint minutes_meeting_id_part_version_key UNIQUE (meeting_id, part, version),
  constraint minutes_part_check CHECK ((part = ANY (ARRAY['public'::text, 'private'::text]))),
  constraint minutes_pkey PRIMARY KEY (id),
  constraint minutes_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published-draft'::text, 'signed'::text]))),
  constraint minutes_version_check CHECK ((version > 0))
);
CREATE TRIGGER minutes_signed BEFORE UPDATE ON meetings.minutes FOR EACH ROW EXECUTE FUNCTION meetings.keep_signed();
alter table meetings.minutes enable row level security;
create policy visible on meetings.minutes for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.minutes to concordat_reader;

create table meetings.motion (
  id uuid not null,
  meeting_id uuid not null,
  item_id uuid not null,
  number integer not null,
  amends uuid,
  words text not null,
  moved_by text not null,
  seconded_by text,
  outcome text default 'open'::text not null,
  decided_by text,
  votes_for integer,
  votes_against integer,
  abstained integer,
  casting text,
  casting_by text,
  dissent text,
  quorum text,
  audience text not null,
  constraint motion_amends_fkey FOREIGN KEY (amends) REFERENCES meetings.motion(id),
  constraint motion_casting_check CHECK ((casting = ANY (ARRAY['for'::text, 'against'::text]))),
  constraint motion_check CHECK (((outcome = ANY (ARRAY['open'::text, 'withdrawn'::text])) = (decided_by IS NULL))),
  constraint motion_decided_by_check CHECK ((decided_by = ANY (ARRAY['vote'::text, 'consensus'::text]))),
  constraint motion_item_id_fkey FOREIGN KEY (item_id) REFERENCES meetings.item(id) ON DELETE CASCADE,
  constraint motion_item_id_number_key UNIQUE (item_id, number),
  constraint motion_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings.meeting(id) ON DELETE CASCADE,
  constraint motion_number_check CHECK ((number > 0)),
  constraint motion_outcome_check CHECK ((outcome = ANY (ARRAY['open'::text, 'carried'::text, 'lost'::text, 'withdrawn'::text, 'tied'::text]))),
  constraint motion_pkey PRIMARY KEY (id),
  constraint motion_quorum_check CHECK ((quorum = ANY (ARRAY['met'::text, 'cannot-tell'::text]))),
  constraint motion_words_check CHECK ((words <> ''::text))
);
CREATE INDEX motion_meeting ON meetings.motion USING btree (meeting_id);
alter table meetings.motion enable row level security;
create policy visible on meetings.motion for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.motion to concordat_reader;

create table meetings.paper (
  id uuid not null,
  meeting_id uuid not null,
  item_id uuid,
  purpose text not null,
  title text not null,
  version integer default 1 not null,
  replaced_by uuid,
  sha256 text,
  file_name text,
  size integer,
  summary text,
  href text,
  published_on date,
  publication_number integer,
  source text not null,
  seen date not null,
  basis text not null,
  audience text not null,
  constraint paper_check CHECK (((sha256 IS NOT NULL) OR (href IS NOT NULL))),
  constraint paper_item_id_fkey FOREIGN KEY (item_id) REFERENCES meetings.item(id) ON DELETE CASCADE,
  constraint paper_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings.meeting(id) ON DELETE CASCADE,
  constraint paper_pkey PRIMARY KEY (id),
  constraint paper_purpose_check CHECK ((purpose = ANY (ARRAY['report'::text, 'background'::text, 'appendix'::text, 'presentation'::text, 'minutes'::text, 'other'::text]))),
  constraint paper_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES meetings.paper(id) DEFERRABLE INITIALLY DEFERRED,
  constraint paper_title_check CHECK ((title <> ''::text)),
  constraint paper_version_check CHECK ((version > 0))
);
CREATE INDEX paper_item ON meetings.paper USING btree (item_id);
CREATE INDEX paper_meeting ON meetings.paper USING btree (meeting_id);
alter table meetings.paper enable row level security;
create policy visible on meetings.paper for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.paper to concordat_reader;

create table meetings.private_notice (
  id uuid not null,
  meeting_id uuid not null,
  step text not null,
  on_date date not null,
  reasons text not null,
  representations text,
  response text,
  agreed_by text,
  audience text not null,
  constraint private_notice_check CHECK (((step = 'second'::text) = ((representations IS NOT NULL) AND (response IS NOT NULL)))),
  constraint private_notice_check1 CHECK (((step = 'agreement'::text) = (agreed_by IS NOT NULL))),
  constraint private_notice_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings.meeting(id) ON DELETE CASCADE,
  constraint private_notice_meeting_id_step_key UNIQUE (meeting_id, step),
  constraint private_notice_pkey PRIMARY KEY (id),
  constraint private_notice_reasons_check CHECK ((reasons <> ''::text)),
  constraint private_notice_step_check CHECK ((step = ANY (ARRAY['first'::text, 'second'::text, 'agreement'::text])))
);
alter table meetings.private_notice enable row level security;
create policy visible on meetings.private_notice for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.private_notice to concordat_reader;

create table meetings.publication (
  id uuid not null,
  meeting_id uuid,
  kind text not null,
  number integer not null,
  on_date date not null,
  at_time text,
  clear_days integer,
  required_days integer,
  provision text,
  called_short boolean default false not null,
  day_basis text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  constraint publication_clear_days_check CHECK ((clear_days >= 0)),
  constraint publication_kind_check CHECK ((kind = ANY (ARRAY['agenda'::text, 'supplement'::text, 'papers'::text, 'decisions'::text, 'minutes'::text]))),
  constraint publication_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings.meeting(id) ON DELETE CASCADE,
  constraint publication_meeting_id_kind_number_key UNIQUE (meeting_id, kind, number),
  constraint publication_number_check CHECK ((number > 0)),
  constraint publication_pkey PRIMARY KEY (id),
  constraint publication_required_days_check CHECK ((required_days >= 0))
);
alter table meetings.publication enable row level security;
create policy visible on meetings.publication for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.publication to concordat_reader;

create table meetings.resolution (
  id uuid not null,
  slug text not null,
  meeting_id uuid,
  item_id uuid,
  motion_id uuid,
  board_id uuid,
  organisation_id uuid,
  title text not null,
  words text not null,
  taker text not null,
  office text,
  power text,
  decided_on date not null,
  decided_by text not null,
  votes_for integer,
  votes_against integer,
  abstained integer,
  dissent text,
  executive boolean default false not null,
  key_decision text default 'not-known'::text not null,
  reasons text,
  alternatives text,
  interests text,
  private boolean default false not null,
  exemption text,
  published_on date,
  call_in_days integer,
  call_in_until date,
  call_in_waived text,
  report_to uuid,
  reported_at uuid,
  reported_on date,
  sealed_entry uuid,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  version integer default 1 not null,
  public_interest text,
  constraint resolution_board_id_fkey FOREIGN KEY (board_id) REFERENCES place.board(id) DEFERRABLE INITIALLY DEFERRED,
  constraint resolution_call_in_days_check CHECK ((call_in_days >= 0)),
  constraint resolution_check CHECK (((taker = 'board'::text) = (board_id IS NOT NULL))),
  constraint resolution_check1 CHECK (((taker = 'board'::text) OR ((organisation_id IS NOT NULL) AND (office IS NOT NULL)))),
  constraint resolution_decided_by_check CHECK ((decided_by = ANY (ARRAY['vote'::text, 'consensus'::text, 'alone'::text, 'not-known'::text]))),
  constraint resolution_item_id_fkey FOREIGN KEY (item_id) REFERENCES meetings.item(id),
  constraint resolution_key_decision_check CHECK ((key_decision = ANY (ARRAY['yes'::text, 'no'::text, 'not-known'::text]))),
  constraint resolution_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings.meeting(id) DEFERRABLE INITIALLY DEFERRED,
  constraint resolution_motion_id_fkey FOREIGN KEY (motion_id) REFERENCES meetings.motion(id),
  constraint resolution_motion_id_key UNIQUE (motion_id),
  constraint resolution_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint resolution_pkey PRIMARY KEY (id),
  constraint resolution_report_to_fkey FOREIGN KEY (report_to) REFERENCES place.board(id) DEFERRABLE INITIALLY DEFERRED,
  constraint resolution_reported_at_fkey FOREIGN KEY (reported_at) REFERENCES meetings.meeting(id) DEFERRABLE INITIALLY DEFERRED,
  constraint resolution_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint resolution_slug_key UNIQUE (slug),
  constraint resolution_taker_check CHECK ((taker = ANY (ARRAY['board'::text, 'leader'::text, 'mayor'::text, 'portfolio-holder'::text, 'officer'::text, 'chief-executive'::text, 'urgent-action'::text]))),
  constraint resolution_title_check CHECK ((title <> ''::text)),
  constraint resolution_words_check CHECK ((words <> ''::text))
);
CREATE INDEX resolution_board ON meetings.resolution USING btree (board_id, decided_on);
CREATE INDEX resolution_meeting ON meetings.resolution USING btree (meeting_id);
CREATE INDEX resolution_organisation ON meetings.resolution USING btree (organisation_id, decided_on);
CREATE INDEX resolution_report ON meetings.resolution USING btree (report_to) WHERE (reported_on IS NULL);
alter table meetings.resolution enable row level security;
create policy visible on meetings.resolution for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.resolution to concordat_reader;

create table meetings.resolution_content (
  resolution_id uuid not null,
  words text not null,
  audience text not null,
  constraint resolution_content_pkey PRIMARY KEY (resolution_id),
  constraint resolution_content_resolution_id_fkey FOREIGN KEY (resolution_id) REFERENCES meetings.resolution(id) ON DELETE CASCADE
);
alter table meetings.resolution_content enable row level security;
create policy visible on meetings.resolution_content for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.resolution_content to concordat_reader;

create table meetings.vote (
  motion_id uuid not null,
  seat_number text not null,
  office text not null,
  vote text not null,
  audience text not null,
  constraint vote_motion_id_fkey FOREIGN KEY (motion_id) REFERENCES meetings.motion(id) ON DELETE CASCADE,
  constraint vote_office_check CHECK ((office <> ''::text)),
  constraint vote_pkey PRIMARY KEY (motion_id, seat_number, office),
  constraint vote_vote_check CHECK ((vote = ANY (ARRAY['for'::text, 'against'::text, 'abstained'::text])))
);
alter table meetings.vote enable row level security;
create policy visible on meetings.vote for select to concordat_reader using (kernel.visible(audience));
grant select on table meetings.vote to concordat_reader;

create table place.area (
  id uuid not null,
  slug text not null,
  kind text not null,
  name text not null,
  begins_on date,
  ends_on date,
  held_from date generated always as (COALESCE(begins_on,
CASE kind
    WHEN 'neighbourhood'::text THEN '2022-01-01'::date
    ELSE '2018-01-01'::date
END)) stored not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  version integer default 1 not null,
  constraint area_check CHECK ((begins_on < ends_on)),
  constraint area_kind_check CHECK ((kind = ANY (ARRAY['nation'::text, 'region'::text, 'nhs-region'::text, 'strategic-authority'::text, 'system'::text, 'place'::text, 'district'::text, 'neighbourhood'::text]))),
  constraint area_name_check CHECK ((name <> ''::text)),
  constraint area_pkey PRIMARY KEY (id),
  constraint area_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint area_slug_key UNIQUE (slug)
);
CREATE INDEX area_kind ON place.area USING btree (kind);
alter table place.area enable row level security;
create policy visible on place.area for select to concordat_reader using (kernel.visible(audience));
grant select on table place.area to concordat_reader;

create table place.area_part (
  part_id uuid not null,
  whole_id uuid not null,
  share numeric,
  begins_on date,
  ends_on date,
  held_from date generated always as (COALESCE(begins_on, '2018-01-01'::date)) stored not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint area_part_check CHECK ((part_id <> whole_id)),
  constraint area_part_check1 CHECK ((begins_on < ends_on)),
  constraint area_part_once EXCLUDE USING gist ((((part_id)::text || (whole_id)::text)) WITH =, daterange(begins_on, ends_on) WITH &&) DEFERRABLE INITIALLY DEFERRED,
  constraint area_part_part_id_fkey FOREIGN KEY (part_id) REFERENCES place.area(id) DEFERRABLE INITIALLY DEFERRED,
  constraint area_part_share_check CHECK (((share > (0)::numeric) AND (share <= (1)::numeric))),
  constraint area_part_whole_id_fkey FOREIGN KEY (whole_id) REFERENCES place.area(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX area_part_part ON place.area_part USING btree (part_id, whole_id) INCLUDE (held_from, ends_on, share);
CREATE INDEX area_part_whole ON place.area_part USING btree (whole_id, part_id) INCLUDE (held_from, ends_on, share);
alter table place.area_part enable row level security;
create policy beside_visible on place.area_part for select to concordat_reader using (((EXISTS ( SELECT
   FROM place.area
  WHERE (area.id = area_part.part_id))) AND (EXISTS ( SELECT
   FROM place.area
  WHERE (area.id = area_part.whole_id)))));
grant select on table place.area_part to concordat_reader;

create table place.board (
  id uuid not null,
  slug text not null,
  kind text not null,
  name text not null,
  area_id uuid,
  organisation_id uuid,
  purpose text,
  membership_as_at text,
  membership_on date,
  completeness text not null,
  completeness_note text,
  begins_on date,
  ends_on date,
  never_began boolean default false not null,
  held_from date generated always as (COALESCE(begins_on, LEAST(membership_on, '2018-01-01'::date))) stored not null,
  sealed_entry uuid,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  version integer default 1 not null,
  source_id text,
  area_words text,
  constraint board_area_id_fkey FOREIGN KEY (area_id) REFERENCES place.area(id) DEFERRABLE INITIALLY DEFERRED,
  constraint board_check CHECK ((begins_on < ends_on)),
  constraint board_check1 CHECK (((NOT never_began) OR ((begins_on IS NOT NULL) AND (ends_on IS NULL)))),
  constraint board_completeness_check CHECK ((completeness = ANY (ARRAY['complete'::text, 'partial'::text, 'counts-only'::text, 'not-held'::text, 'kept-here'::text]))),
  constraint board_name_check CHECK ((name <> ''::text)),
  constraint board_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint board_pkey PRIMARY KEY (id),
  constraint board_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint board_slug_key UNIQUE (slug)
);
CREATE INDEX board_area ON place.board USING btree (area_id);
CREATE INDEX board_organisation ON place.board USING btree (organisation_id);
CREATE INDEX board_sealed_entry ON place.board USING btree (sealed_entry) WHERE (sealed_entry IS NOT NULL);
CREATE INDEX board_source_id ON place.board USING btree (source_id) WHERE (source_id IS NOT NULL);
alter table place.board enable row level security;
create policy visible on place.board for select to concordat_reader using (kernel.visible(audience));
grant select on table place.board to concordat_reader;

create table place.board_attendance (
  board_id uuid not null,
  on_date date not null,
  present_as text not null,
  present integer not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  constraint board_attendance_board_id_fkey FOREIGN KEY (board_id) REFERENCES place.board(id) DEFERRABLE INITIALLY DEFERRED,
  constraint board_attendance_pkey PRIMARY KEY (board_id, on_date, present_as),
  constraint board_attendance_present_as_check CHECK ((present_as ~ '^[a-z]+(-[a-z]+)*$'::text)),
  constraint board_attendance_present_check CHECK ((present >= 0))
);
alter table place.board_attendance enable row level security;
create policy visible on place.board_attendance for select to concordat_reader using (kernel.visible(audience));
grant select on table place.board_attendance to concordat_reader;

create table place.board_rule (
  id uuid not null,
  board_id uuid not null,
  kind text not null,
  rule text not null,
  begins_on date,
  ends_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  constraint board_rule_board_id_fkey FOREIGN KEY (board_id) REFERENCES place.board(id) DEFERRABLE INITIALLY DEFERRED,
  constraint board_rule_board_id_kind_daterange_excl EXCLUDE USING gist (board_id WITH =, kind WITH =, daterange(begins_on, ends_on) WITH &&) WHERE ((kind <> 'other'::text)) DEFERRABLE INITIALLY DEFERRED,
  constraint board_rule_check CHECK ((begins_on < ends_on)),
  constraint board_rule_kind_check CHECK ((kind = ANY (ARRAY['quorum'::text, 'notice'::text, 'call-in'::text, 'decides-by'::text, 'political-balance'::text, 'other'::text]))),
  constraint board_rule_pkey PRIMARY KEY (id),
  constraint board_rule_rule_check CHECK ((rule <> ''::text))
);
CREATE INDEX board_rule_board ON place.board_rule USING btree (board_id);
alter table place.board_rule enable row level security;
create policy visible on place.board_rule for select to concordat_reader using (kernel.visible(audience));
grant select on table place.board_rule to concordat_reader;

create table place.cluster (
  organisation_id uuid not null,
  cluster text not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint cluster_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint cluster_pkey PRIMARY KEY (organisation_id, cluster)
);
alter table place.cluster enable row level security;
create policy beside_visible on place.cluster for select to concordat_reader using ((EXISTS ( SELECT
   FROM place.organisation
  WHERE (organisation.id = cluster.organisation_id))));
grant select on table place.cluster to concordat_reader;

create table place.council_control (
  council_id uuid not null,
  year integer not null,
  control text,
  status text not null,
  seats_printed integer,
  seats_computed integer,
  largest_party text,
  elected_mayor boolean,
  mayor_party text,
  note text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint council_control_council_id_fkey FOREIGN KEY (council_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint council_control_pkey PRIMARY KEY (council_id, year),
  constraint council_control_seats_computed_check CHECK ((seats_computed >= 0)),
  constraint council_control_seats_printed_check CHECK ((seats_printed >= 0)),
  constraint council_control_status_check CHECK ((status = ANY (ARRAY['value'::text, 'no-data'::text, 'not-applicable'::text])))
);
alter table place.council_control enable row level security;
create policy beside_visible on place.council_control for select to concordat_reader using ((EXISTS ( SELECT
   FROM place.organisation
  WHERE (organisation.id = council_control.council_id))));
grant select on table place.council_control to concordat_reader;

create table place.council_seats (
  council_id uuid not null,
  year integer not null,
  party text not null,
  seats integer not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint council_seats_council_id_fkey FOREIGN KEY (council_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint council_seats_pkey PRIMARY KEY (council_id, year, party),
  constraint council_seats_seats_check CHECK ((seats >= 0))
);
alter table place.council_seats enable row level security;
create policy beside_visible on place.council_seats for select to concordat_reader using ((EXISTS ( SELECT
   FROM place.organisation
  WHERE (organisation.id = council_seats.council_id))));
grant select on table place.council_seats to concordat_reader;

create table place.delegation (
  id uuid not null,
  function_id uuid not null,
  from_organisation_id uuid not null,
  from_board_id uuid,
  from_post text,
  to_organisation_id uuid,
  to_board_id uuid,
  to_post text,
  area_id uuid,
  limit_pence bigint,
  conditions text,
  legal_basis text not null,
  passes_on boolean default false not null,
  begins_on date not null,
  ends_on date,
  end_reason text,
  lapsed boolean default false not null,
  continues_id uuid,
  from_key text generated always as ((((((from_organisation_id)::text || '/'::text) || COALESCE((from_board_id)::text, ''::text)) || '/'::text) || COALESCE(lower(from_post), ''::text))) stored not null,
  to_key text generated always as (((((COALESCE((to_organisation_id)::text, ''::text) || '/'::text) || COALESCE((to_board_id)::text, ''::text)) || '/'::text) || COALESCE(lower(to_post), ''::text))) stored not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  version integer default 1 not null,
  constraint delegation_area_id_fkey FOREIGN KEY (area_id) REFERENCES place.area(id) DEFERRABLE INITIALLY DEFERRED,
  constraint delegation_check CHECK ((begins_on < ends_on)),
  constraint delegation_check1 CHECK (((to_organisation_id IS NOT NULL) OR (to_board_id IS NOT NULL))),
  constraint delegation_check2 CHECK (((from_board_id IS NULL) OR (from_post IS NULL))),
  constraint delegation_check3 CHECK (((to_board_id IS NULL) OR (to_post IS NULL))),
  constraint delegation_check4 CHECK ((from_key <> to_key)),
  constraint delegation_continues_id_fkey FOREIGN KEY (continues_id) REFERENCES place.delegation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint delegation_from_board_id_fkey FOREIGN KEY (from_board_id) REFERENCES place.board(id) DEFERRABLE INITIALLY DEFERRED,
  constraint delegation_from_organisation_id_fkey FOREIGN KEY (from_organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint delegation_from_post_check CHECK ((from_post <> ''::text)),
  constraint delegation_function_id_fkey FOREIGN KEY (function_id) REFERENCES place.function(id) DEFERRABLE INITIALLY DEFERRED,
  constraint delegation_legal_basis_check CHECK ((legal_basis <> ''::text)),
  constraint delegation_limit_pence_check CHECK ((limit_pence > 0)),
  constraint delegation_once EXCLUDE USING gist (function_id WITH =, from_key WITH =, to_key WITH =, COALESCE(area_id, '00000000-0000-0000-0000-000000000000'::uuid) WITH =, daterange(begins_on, ends_on) WITH &&),
  constraint delegation_pkey PRIMARY KEY (id),
  constraint delegation_to_board_id_fkey FOREIGN KEY (to_board_id) REFERENCES place.board(id) DEFERRABLE INITIALLY DEFERRED,
  constraint delegation_to_organisation_id_fkey FOREIGN KEY (to_organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint delegation_to_post_check CHECK ((to_post <> ''::text))
);
CREATE INDEX delegation_from ON place.delegation USING btree (from_organisation_id);
CREATE INDEX delegation_from_board ON place.delegation USING btree (from_board_id);
CREATE INDEX delegation_to ON place.delegation USING btree (to_organisation_id);
CREATE INDEX delegation_to_board ON place.delegation USING btree (to_board_id);
alter table place.delegation enable row level security;
create policy visible on place.delegation for select to concordat_reader using (kernel.visible(audience));
grant select on table place.delegation to concordat_reader;

create table place.function (
  id uuid not null,
  slug text not null,
  name text not null,
  sector text not null,
  provision text not null,
  decided_by text not null,
  may_be_delegated_to text not null,
  joint_route text not null,
  choice text not null,
  key_decision boolean not null,
  notes text,
  mark text not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint function_choice_check CHECK ((choice = ANY (ARRAY['national-standard'::text, 'local-choice'::text, 'mixed'::text]))),
  constraint function_mark_check CHECK ((mark = ANY (ARRAY['confirmed'::text, 'to-be-checked'::text]))),
  constraint function_name_check CHECK ((name <> ''::text)),
  constraint function_pkey PRIMARY KEY (id),
  constraint function_provision_check CHECK ((provision <> ''::text)),
  constraint function_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint function_slug_key UNIQUE (slug)
);
grant select on table place.function to concordat_reader;

create table place.function_holder (
  function_id uuid not null,
  role text not null,
  holder_kind text,
  begins_on date,
  ends_on date,
  certainty text not null,
  extent text,
  regions text,
  words text,
  mark text not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint function_holder_certainty_check CHECK ((certainty = ANY (ARRAY['all'::text, 'some'::text]))),
  constraint function_holder_check CHECK ((begins_on < ends_on)),
  constraint function_holder_check1 CHECK (((holder_kind IS NOT NULL) OR (words IS NOT NULL))),
  constraint function_holder_function_id_fkey FOREIGN KEY (function_id) REFERENCES place.function(id) DEFERRABLE INITIALLY DEFERRED,
  constraint function_holder_holder_kind_check CHECK ((holder_kind = ANY (ARRAY['icb'::text, 'ccg'::text, 'pct'::text, 'nhs-england'::text, 'secretary-of-state'::text, 'upper-tier-council'::text, 'district-council'::text, 'nhs-trust'::text, 'foundation-trust'::text, 'hwb'::text, 'icp'::text, 'strategic-authority'::text, 'care-quality-commission'::text]))),
  constraint function_holder_mark_check CHECK ((mark = ANY (ARRAY['confirmed'::text, 'to-be-checked'::text]))),
  constraint function_holder_role_check CHECK ((role = ANY (ARRAY['holder'::text, 'beside'::text, 'delegate'::text])))
);
CREATE INDEX function_holder_function ON place.function_holder USING btree (function_id);
grant select on table place.function_holder to concordat_reader;

create table place.identifier (
  area_id uuid,
  organisation_id uuid,
  scheme text not null,
  code text not null,
  begins_on date,
  ends_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint identifier_area_id_fkey FOREIGN KEY (area_id) REFERENCES place.area(id) DEFERRABLE INITIALLY DEFERRED,
  constraint identifier_check CHECK (((area_id IS NULL) <> (organisation_id IS NULL))),
  constraint identifier_check1 CHECK ((begins_on < ends_on)),
  constraint identifier_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX identifier_area ON place.identifier USING btree (area_id);
CREATE INDEX identifier_code ON place.identifier USING btree (code);
CREATE INDEX identifier_organisation ON place.identifier USING btree (organisation_id);
alter table place.identifier enable row level security;
create policy beside_visible on place.identifier for select to concordat_reader using (((EXISTS ( SELECT
   FROM place.area
  WHERE (area.id = identifier.area_id))) OR (EXISTS ( SELECT
   FROM place.organisation
  WHERE (organisation.id = identifier.organisation_id)))));
grant select on table place.identifier to concordat_reader;

create table place.left_behind (
  organisation_id uuid not null,
  subject text not null,
  title text not null,
  outcome text not null,
  to_subject text,
  why text not null,
  on_date date not null,
  id uuid default gen_random_uuid() not null,
  settled_on date,
  asked_why text,
  constraint left_behind_check CHECK (((settled_on IS NULL) = (asked_why IS NULL))),
  constraint left_behind_check1 CHECK (((settled_on IS NULL) OR (outcome <> 'must-be-asked'::text))),
  constraint left_behind_id_key UNIQUE (id),
  constraint left_behind_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint left_behind_outcome_check CHECK ((outcome = ANY (ARRAY['passes-on'::text, 'ends'::text, 'must-be-asked'::text]))),
  constraint left_behind_pkey PRIMARY KEY (organisation_id, subject, title)
);
alter table place.left_behind enable row level security;
create policy beside_visible on place.left_behind for select to concordat_reader using ((EXISTS ( SELECT
   FROM place.organisation
  WHERE (organisation.id = left_behind.organisation_id))));
grant select on table place.left_behind to concordat_reader;

create table place.london_fact (
  fact text not null,
  value text not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint london_fact_pkey PRIMARY KEY (fact)
);
grant select on table place.london_fact to concordat_reader;

create table place.member (
  id uuid not null,
  board_id uuid not null,
  seat_number text not null,
  office text not null,
  as_substitute boolean default false not null,
  begins_on date,
  ends_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  constraint member_board_id_seat_number_fkey FOREIGN KEY (board_id, seat_number) REFERENCES place.seat(board_id, number) DEFERRABLE INITIALLY DEFERRED,
  constraint member_check CHECK ((begins_on < ends_on)),
  constraint member_office_check CHECK ((office <> ''::text)),
  constraint member_pkey PRIMARY KEY (id)
);
CREATE INDEX member_seat ON place.member USING btree (board_id, seat_number);
alter table place.member enable row level security;
create policy visible on place.member for select to concordat_reader using (kernel.visible(audience));
grant select on table place.member to concordat_reader;

create table place.organisation (
  id uuid not null,
  slug text not null,
  kind text not null,
  name text not null,
  official_name text,
  area_id uuid,
  foundation boolean,
  kept_here boolean default false not null,
  begins_on date,
  ends_on date,
  held_from date generated always as (COALESCE(begins_on,
CASE kind
    WHEN 'network'::text THEN '2022-01-01'::date
    ELSE '2018-01-01'::date
END)) stored not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  version integer default 1 not null,
  constraint organisation_area_id_fkey FOREIGN KEY (area_id) REFERENCES place.area(id) DEFERRABLE INITIALLY DEFERRED,
  constraint organisation_check CHECK ((begins_on < ends_on)),
  constraint organisation_name_check CHECK ((name <> ''::text)),
  constraint organisation_pkey PRIMARY KEY (id),
  constraint organisation_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint organisation_slug_key UNIQUE (slug)
);
CREATE INDEX organisation_area ON place.organisation USING btree (area_id);
CREATE INDEX organisation_kind ON place.organisation USING btree (kind);
alter table place.organisation enable row level security;
create policy visible on place.organisation for select to concordat_reader using (kernel.visible(audience));
grant select on table place.organisation to concordat_reader;

create table place.organisation_name (
  organisation_id uuid not null,
  name text not null,
  begins_on date,
  ends_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint organisation_name_check1 CHECK ((begins_on < ends_on)),
  constraint organisation_name_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX organisation_name_of ON place.organisation_name USING btree (organisation_id);
alter table place.organisation_name enable row level security;
create policy beside_visible on place.organisation_name for select to concordat_reader using ((EXISTS ( SELECT
   FROM place.organisation
  WHERE (organisation.id = organisation_name.organisation_id))));
grant select on table place.organisation_name to concordat_reader;

create table place.party (
  code text not null,
  name text not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint party_pkey PRIMARY KEY (code)
);
grant select on table place.party to concordat_reader;

create table place.poll (
  id uuid not null,
  council_id uuid not null,
  on_date date,
  year integer,
  "precision" text not null,
  kind text not null,
  cycle text,
  state text not null,
  rule text,
  division text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint poll_check CHECK ((("precision" = 'day'::text) = (on_date IS NOT NULL))),
  constraint poll_check1 CHECK ((("precision" = 'not-known'::text) = (year IS NULL))),
  constraint poll_check2 CHECK (((on_date IS NULL) OR (EXTRACT(year FROM on_date) = (year)::numeric))),
  constraint poll_check3 CHECK (((kind = 'by-election'::text) = (division IS NOT NULL))),
  constraint poll_council_id_fkey FOREIGN KEY (council_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint poll_cycle_check CHECK ((cycle = ANY (ARRAY['whole-council'::text, 'thirds'::text, 'halves'::text]))),
  constraint poll_kind_check CHECK ((kind = ANY (ARRAY['ordinary'::text, 'by-election'::text]))),
  constraint poll_pkey PRIMARY KEY (id),
  constraint poll_precision_check CHECK (("precision" = ANY (ARRAY['day'::text, 'year'::text, 'not-known'::text]))),
  constraint poll_state_check CHECK ((state = ANY (ARRAY['past'::text, 'expected'::text]))),
  constraint poll_year_check CHECK (((year >= 1889) AND (year <= 2200)))
);
CREATE INDEX poll_council ON place.poll USING btree (council_id);
CREATE UNIQUE INDEX poll_division ON place.poll USING btree (council_id, division, on_date) WHERE (kind = 'by-election'::text);
CREATE UNIQUE INDEX poll_ordinary ON place.poll USING btree (council_id, year) WHERE (kind = 'ordinary'::text);
alter table place.poll enable row level security;
create policy beside_visible on place.poll for select to concordat_reader using ((EXISTS ( SELECT
   FROM place.organisation
  WHERE (organisation.id = poll.council_id))));
grant select on table place.poll to concordat_reader;

create table place.post (
  id uuid not null,
  slug text not null,
  title text not null,
  kind text not null,
  organisation_id uuid not null,
  answers_to text,
  second_id uuid,
  second_answers_to text,
  purpose text,
  begins_on date,
  ends_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  version integer default 1 not null,
  constraint post_check CHECK ((begins_on < ends_on)),
  constraint post_check1 CHECK ((second_id <> organisation_id)),
  constraint post_check2 CHECK (((kind = 'single'::text) = (second_id IS NULL))),
  constraint post_check3 CHECK (((second_answers_to IS NULL) OR (second_id IS NOT NULL))),
  constraint post_kind_check CHECK ((kind = ANY (ARRAY['joint-appointment'::text, 'shared'::text, 'single'::text]))),
  constraint post_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint post_pkey PRIMARY KEY (id),
  constraint post_second_id_fkey FOREIGN KEY (second_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint post_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint post_slug_key UNIQUE (slug),
  constraint post_title_check CHECK ((title <> ''::text))
);
CREATE INDEX post_organisation ON place.post USING btree (organisation_id);
CREATE INDEX post_second ON place.post USING btree (second_id);
alter table place.post enable row level security;
create policy visible on place.post for select to concordat_reader using (kernel.visible(audience));
grant select on table place.post to concordat_reader;

create table place.post_vacancy (
  post_id uuid not null,
  begins_on date not null,
  ends_on date,
  audience text default 'public'::text not null,
  constraint post_vacancy_check CHECK ((begins_on < ends_on)),
  constraint post_vacancy_post_id_daterange_excl EXCLUDE USING gist (post_id WITH =, daterange(begins_on, ends_on) WITH &&),
  constraint post_vacancy_post_id_fkey FOREIGN KEY (post_id) REFERENCES place.post(id) ON DELETE CASCADE
);
alter table place.post_vacancy enable row level security;
create policy visible on place.post_vacancy for select to concordat_reader using (kernel.visible(audience));
grant select on table place.post_vacancy to concordat_reader;

create table place.refused_seat (
  board_id uuid not null,
  line integer not null,
  file_name text not null,
  given jsonb not null,
  problems jsonb not null,
  audience text not null,
  constraint refused_seat_audience_check CHECK ((audience <> 'public'::text)),
  constraint refused_seat_board_id_fkey FOREIGN KEY (board_id) REFERENCES place.board(id) ON DELETE CASCADE,
  constraint refused_seat_line_check CHECK ((line > 0)),
  constraint refused_seat_pkey PRIMARY KEY (board_id, line)
);
alter table place.refused_seat enable row level security;
create policy visible on place.refused_seat for select to concordat_reader using (kernel.visible(audience));
grant select on table place.refused_seat to concordat_reader;

create table place.seat (
  board_id uuid not null,
  number text not null,
  role text not null,
  organisation_id uuid,
  organisation_name text,
  voice text not null,
  voice_rule text,
  seats integer,
  voting text not null,
  statutory text not null,
  note text,
  begins_on date,
  ends_on date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text default 'public'::text not null,
  attends_as text default 'member'::text not null,
  vacant integer,
  political_group text,
  shared_vote text,
  rotation text,
  substitutes text default 'not-known'::text not null,
  only_one boolean default false not null,
  constraint seat_attends_as_check CHECK ((attends_as = ANY (ARRAY['member'::text, 'co-optee'::text, 'observer'::text, 'substitute'::text]))),
  constraint seat_board_id_fkey FOREIGN KEY (board_id) REFERENCES place.board(id) DEFERRABLE INITIALLY DEFERRED,
  constraint seat_check CHECK ((begins_on < ends_on)),
  constraint seat_only_one_once EXCLUDE USING gist (board_id WITH =, lower(role) WITH =, daterange(begins_on, ends_on) WITH &&) WHERE (only_one),
  constraint seat_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint seat_pkey PRIMARY KEY (board_id, number),
  constraint seat_seats_check CHECK ((seats > 0)),
  constraint seat_statutory_check CHECK ((statutory = ANY (ARRAY['yes'::text, 'no'::text, 'not-known'::text]))),
  constraint seat_substitutes_check CHECK ((substitutes = ANY (ARRAY['yes'::text, 'no'::text, 'not-known'::text]))),
  constraint seat_vacant_at_most CHECK ((vacant <= seats)),
  constraint seat_vacant_check CHECK ((vacant >= 0)),
  constraint seat_voice_check CHECK ((voice = ANY (ARRAY['nhs-commissioner'::text, 'nhs-provider'::text, 'primary-care'::text, 'council-elected'::text, 'council-officer'::text, 'voluntary'::text, 'healthwatch-public'::text, 'independent'::text, 'other'::text, 'not-known'::text]))),
  constraint seat_voting_check CHECK ((voting = ANY (ARRAY['yes'::text, 'no'::text, 'not-known'::text])))
);
CREATE INDEX seat_organisation ON place.seat USING btree (organisation_id);
alter table place.seat enable row level security;
create policy visible on place.seat for select to concordat_reader using (kernel.visible(audience));
grant select on table place.seat to concordat_reader;

create table place.served_area (
  organisation_id uuid not null,
  area_id uuid not null,
  share numeric not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint served_area_area_id_fkey FOREIGN KEY (area_id) REFERENCES place.area(id) DEFERRABLE INITIALLY DEFERRED,
  constraint served_area_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint served_area_pkey PRIMARY KEY (organisation_id, area_id),
  constraint served_area_share_check CHECK (((share > (0)::numeric) AND (share <= (1)::numeric)))
);
CREATE INDEX served_area_area ON place.served_area USING btree (area_id);
alter table place.served_area enable row level security;
create policy beside_visible on place.served_area for select to concordat_reader using (((EXISTS ( SELECT
   FROM place.organisation
  WHERE (organisation.id = served_area.organisation_id))) AND (EXISTS ( SELECT
   FROM place.area
  WHERE (area.id = served_area.area_id)))));
grant select on table place.served_area to concordat_reader;

create table place.settled_place (
  area_id uuid,
  organisation_id uuid,
  asked_kind text not null,
  into_id uuid not null,
  reason text not null,
  settled_on date not null,
  source text not null,
  seen date not null,
  basis text not null,
  constraint settled_place_area_id_fkey FOREIGN KEY (area_id) REFERENCES place.area(id) DEFERRABLE INITIALLY DEFERRED,
  constraint settled_place_area_id_organisation_id_asked_kind_key UNIQUE NULLS NOT DISTINCT (area_id, organisation_id, asked_kind),
  constraint settled_place_asked_kind_check CHECK ((asked_kind = ANY (ARRAY['place'::text, 'system'::text]))),
  constraint settled_place_check CHECK (((area_id IS NULL) <> (organisation_id IS NULL))),
  constraint settled_place_into_id_fkey FOREIGN KEY (into_id) REFERENCES place.area(id) DEFERRABLE INITIALLY DEFERRED,
  constraint settled_place_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED
);
alter table place.settled_place enable row level security;
create policy beside_visible on place.settled_place for select to concordat_reader using (((EXISTS ( SELECT
   FROM place.area
  WHERE (area.id = settled_place.area_id))) OR (EXISTS ( SELECT
   FROM place.organisation
  WHERE (organisation.id = settled_place.organisation_id)))));
grant select on table place.settled_place to concordat_reader;

create table place.succession (
  from_id uuid not null,
  to_id uuid not null,
  on_date date not null,
  kind text not null,
  share numeric,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint succession_check CHECK ((from_id <> to_id)),
  constraint succession_from_id_fkey FOREIGN KEY (from_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED,
  constraint succession_kind_check CHECK ((kind = ANY (ARRAY['merger'::text, 'split'::text, 'enlargement'::text, 'rename'::text, 'takeover'::text]))),
  constraint succession_pkey PRIMARY KEY (from_id, to_id, on_date),
  constraint succession_share_check CHECK (((share > (0)::numeric) AND (share <= (1)::numeric))),
  constraint succession_to_id_fkey FOREIGN KEY (to_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX succession_to ON place.succession USING btree (to_id);
alter table place.succession enable row level security;
create policy beside_visible on place.succession for select to concordat_reader using (((EXISTS ( SELECT
   FROM place.organisation
  WHERE (organisation.id = succession.from_id))) AND (EXISTS ( SELECT
   FROM place.organisation
  WHERE (organisation.id = succession.to_id)))));
grant select on table place.succession to concordat_reader;

create table place.unsettled_place (
  area_id uuid,
  organisation_id uuid,
  on_date date,
  asked_kind text not null,
  candidate_id uuid not null,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  constraint unsettled_place_area_id_fkey FOREIGN KEY (area_id) REFERENCES place.area(id) DEFERRABLE INITIALLY DEFERRED,
  constraint unsettled_place_asked_kind_check CHECK ((asked_kind = ANY (ARRAY['place'::text, 'system'::text]))),
  constraint unsettled_place_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES place.area(id) DEFERRABLE INITIALLY DEFERRED,
  constraint unsettled_place_check CHECK (((area_id IS NULL) <> (organisation_id IS NULL))),
  constraint unsettled_place_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES place.organisation(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX unsettled_place_area ON place.unsettled_place USING btree (area_id);
CREATE INDEX unsettled_place_candidate ON place.unsettled_place USING btree (candidate_id);
CREATE INDEX unsettled_place_organisation ON place.unsettled_place USING btree (organisation_id);
alter table place.unsettled_place enable row level security;
create policy beside_visible on place.unsettled_place for select to concordat_reader using (((EXISTS ( SELECT
   FROM place.area
  WHERE (area.id = unsettled_place.area_id))) OR (EXISTS ( SELECT
   FROM place.organisation
  WHERE (organisation.id = unsettled_place.organisation_id)))));
grant select on table place.unsettled_place to concordat_reader;

create table platform.blob (
  sha256 text not null,
  media_type text not null,
  size bigint not null,
  bytes bytea not null,
  constraint blob_pkey PRIMARY KEY (sha256),
  constraint blob_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint blob_size_check CHECK ((size >= 0))
);
alter table platform.blob enable row level security;
create policy through_file on platform.blob for select to concordat_reader using ((EXISTS ( SELECT
   FROM platform.file
  WHERE (file.sha256 = blob.sha256))));
grant select on table platform.blob to concordat_reader;

create table platform.dataset (
  key text not null,
  sha256 text not null,
  loaded_at timestamp with time zone not null,
  rows integer not null,
  added integer not null,
  changed integer not null,
  removed integer not null,
  constraint dataset_pkey PRIMARY KEY (key)
);
grant select on table platform.dataset to concordat_reader;

create table platform.document (
  subject text not null,
  title text not null,
  kind_label text not null,
  summary text not null,
  href text not null,
  words text not null,
  illustrative boolean not null,
  audience text not null,
  plain_title text generated always as (platform.plain(title)) stored not null,
  found_by tsvector generated always as (((setweight(to_tsvector('english'::regconfig, platform.plain(title)), 'A'::"char") || setweight(to_tsvector('simple'::regconfig, platform.plain(words)), 'B'::"char")) || setweight(to_tsvector('english'::regconfig, platform.plain(summary)), 'C'::"char"))) stored not null,
  constraint document_pkey PRIMARY KEY (subject)
);
CREATE INDEX document_found_by ON platform.document USING gin (found_by) WITH (fastupdate=off);
CREATE INDEX document_plain_title ON platform.document USING gin (plain_title public.gin_trgm_ops) WITH (fastupdate=off);
alter table platform.document enable row level security;
create policy visible on platform.document for select to concordat_reader using (kernel.visible(audience));
grant select on table platform.document to concordat_reader;

create table platform.file (
  sha256 text not null,
  subject text not null,
  name text not null,
  purpose text not null,
  audience text not null,
  kept_at timestamp with time zone not null,
  constraint file_pkey PRIMARY KEY (sha256, subject),
  constraint file_sha256_fkey FOREIGN KEY (sha256) REFERENCES platform.blob(sha256)
);
CREATE INDEX file_subject ON platform.file USING btree (subject);
alter table platform.file enable row level security;
create policy visible on platform.file for select to concordat_reader using (kernel.visible(audience));
grant select on table platform.file to concordat_reader;

create table platform.import_run (
  id uuid not null,
  kind text not null,
  file_name text not null,
  file_sha256 text not null,
  sheet text,
  dry_run boolean not null,
  source text not null,
  seen date not null,
  started_by jsonb not null,
  started_at timestamp with time zone not null,
  status text not null,
  attempts integer default 0 not null,
  progressed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  rows_total integer,
  rows_accepted integer default 0 not null,
  rows_refused integer default 0 not null,
  next_line integer default 1 not null,
  notes jsonb default '[]'::jsonb not null,
  failure text,
  member text,
  constraint import_run_check CHECK (((ended_at IS NOT NULL) = (status = ANY (ARRAY['done'::text, 'failed'::text])))),
  constraint import_run_check1 CHECK (((failure IS NOT NULL) = (status = 'failed'::text))),
  constraint import_run_check2 CHECK (((rows_accepted >= 0) AND (rows_refused >= 0))),
  constraint import_run_file_sha256_fkey FOREIGN KEY (file_sha256) REFERENCES platform.blob(sha256),
  constraint import_run_pkey PRIMARY KEY (id),
  constraint import_run_source_check CHECK ((source <> ''::text)),
  constraint import_run_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX import_run_open ON platform.import_run USING btree (progressed_at) WHERE (ended_at IS NULL);
CREATE INDEX import_run_started ON platform.import_run USING btree (started_at DESC, id);

create table platform.refused_row (
  run_id uuid not null,
  line integer not null,
  place smallint not null,
  field text not null,
  code text not null,
  reason text not null,
  given text not null,
  constraint refused_row_pkey PRIMARY KEY (run_id, line, place),
  constraint refused_row_run_id_fkey FOREIGN KEY (run_id) REFERENCES platform.import_run(id)
);

create table pounds.account (
  id text not null,
  kind text not null,
  fund text not null,
  year text,
  partner text,
  scheme text,
  source text,
  body text,
  vat text,
  audience text not null,
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['cash'::text, 'contribution'::text, 'spending'::text, 'receivable'::text, 'payable'::text, 'vat'::text, 'reserve'::text]))),
  constraint account_pkey PRIMARY KEY (id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON pounds.account FOR EACH ROW EXECUTE FUNCTION pounds.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON pounds.account FOR EACH STATEMENT EXECUTE FUNCTION pounds.refuse_change();
alter table pounds.account enable row level security;
create policy visible on pounds.account for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.account to concordat_reader;

create table pounds.agreement (
  id uuid not null,
  slug text not null,
  name text not null,
  area_id uuid not null,
  form text not null,
  powers text,
  begins_on date,
  ends_on date,
  approved_on date,
  approved_by text,
  kept_here boolean default false not null,
  story text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  constraint agreement_check CHECK (((begins_on IS NULL) OR (ends_on IS NULL) OR (begins_on < ends_on))),
  constraint agreement_form_check CHECK ((form = ANY (ARRAY['pooled'::text, 'aligned'::text, 'lead-commissioning'::text, 'integrated-provision'::text, 'grant-transfer'::text, 'not-known'::text]))),
  constraint agreement_name_check CHECK ((name <> ''::text)),
  constraint agreement_pkey PRIMARY KEY (id),
  constraint agreement_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint agreement_slug_key UNIQUE (slug)
);
CREATE INDEX agreement_area ON pounds.agreement USING btree (area_id);
alter table pounds.agreement enable row level security;
create policy visible on pounds.agreement for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.agreement to concordat_reader;

create table pounds.balance (
  fund_id uuid not null,
  party text not null,
  on_date date not null,
  owes_pence bigint not null,
  note text,
  capacity text not null,
  stated_on date not null,
  audience text not null,
  constraint balance_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES pounds.fund(id),
  constraint balance_pkey PRIMARY KEY (fund_id, party, on_date)
);
alter table pounds.balance enable row level security;
create policy visible on pounds.balance for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.balance to concordat_reader;

create table pounds.bcf_answer (
  fund_id uuid not null,
  document text not null,
  condition text not null,
  met boolean not null,
  words text,
  audience text not null,
  dataset text,
  constraint bcf_answer_check CHECK ((met OR (words IS NOT NULL))),
  constraint bcf_answer_fund_id_document_fkey FOREIGN KEY (fund_id, document) REFERENCES pounds.bcf_document(fund_id, document) ON DELETE CASCADE,
  constraint bcf_answer_pkey PRIMARY KEY (fund_id, document, condition)
);
alter table pounds.bcf_answer enable row level security;
create policy visible on pounds.bcf_answer for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.bcf_answer to concordat_reader;

create table pounds.bcf_document (
  fund_id uuid not null,
  document text not null,
  version integer not null,
  audience text not null,
  dataset text,
  constraint bcf_document_document_check CHECK ((document = ANY (ARRAY['plan'::text, 'q1'::text, 'q2'::text, 'q3'::text, 'year-end'::text]))),
  constraint bcf_document_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES pounds.fund(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint bcf_document_pkey PRIMARY KEY (fund_id, document),
  constraint bcf_document_version_check CHECK ((version >= 1))
);
alter table pounds.bcf_document enable row level security;
create policy visible on pounds.bcf_document for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.bcf_document to concordat_reader;

create table pounds.bcf_income (
  fund_id uuid not null,
  document text not null,
  source_of_funding text not null,
  party text not null,
  label text default ''::text not null,
  amount_pence bigint not null,
  published_pence bigint,
  published_where text,
  social_care_pence bigint,
  out_of_hospital_pence bigint,
  allocation_pence bigint,
  spent_pence bigint,
  audience text not null,
  dataset text,
  constraint bcf_income_allocation_pence_check CHECK ((allocation_pence >= 0)),
  constraint bcf_income_amount_pence_check CHECK ((amount_pence >= 0)),
  constraint bcf_income_check CHECK ((((published_pence IS NULL) AND (social_care_pence IS NULL) AND (out_of_hospital_pence IS NULL) AND (allocation_pence IS NULL)) OR (published_where IS NOT NULL))),
  constraint bcf_income_fund_id_document_fkey FOREIGN KEY (fund_id, document) REFERENCES pounds.bcf_document(fund_id, document) ON DELETE CASCADE,
  constraint bcf_income_out_of_hospital_pence_check CHECK ((out_of_hospital_pence >= 0)),
  constraint bcf_income_pkey PRIMARY KEY (fund_id, document, source_of_funding, party, label),
  constraint bcf_income_published_pence_check CHECK ((published_pence >= 0)),
  constraint bcf_income_social_care_pence_check CHECK ((social_care_pence >= 0)),
  constraint bcf_income_spent_pence_check CHECK ((spent_pence >= 0))
);
alter table pounds.bcf_income enable row level security;
create policy visible on pounds.bcf_income for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.bcf_income to concordat_reader;

create table pounds.bcf_item (
  place integer not null,
  document text not null,
  kind text not null,
  key text not null,
  parent text default ''::text not null,
  words text not null,
  detail text,
  first_year text not null,
  last_year text not null,
  mark text not null,
  source text,
  dataset text,
  audience text not null,
  constraint bcf_item_check CHECK ((first_year <= last_year)),
  constraint bcf_item_check1 CHECK (((mark = 'to-be-checked'::text) OR (source IS NOT NULL))),
  constraint bcf_item_document_check CHECK ((document = ANY (ARRAY['plan'::text, 'return'::text, 'q1'::text, 'q2'::text, 'q3'::text, 'year-end'::text]))),
  constraint bcf_item_first_year_check CHECK ((first_year ~ '^\d{4}-\d{2}$'::text)),
  constraint bcf_item_key_check CHECK ((key <> ''::text)),
  constraint bcf_item_kind_check CHECK ((kind = ANY (ARRAY['sheet'::text, 'income'::text, 'column'::text, 'area'::text, 'commissioner'::text, 'provider'::text, 'standing'::text, 'activity'::text, 'sub-type'::text, 'objective'::text, 'condition'::text, 'measure'::text, 'progress'::text, 'statement'::text, 'answer'::text, 'signature'::text, 'deadline'::text, 'check'::text, 'known'::text]))),
  constraint bcf_item_last_year_check CHECK ((last_year ~ '^\d{4}-\d{2}$'::text)),
  constraint bcf_item_mark_check CHECK ((mark = ANY (ARRAY['confirmed'::text, 'to-be-checked'::text]))),
  constraint bcf_item_pkey PRIMARY KEY (document, kind, parent, key, first_year),
  constraint bcf_item_words_check CHECK ((words <> ''::text))
);
alter table pounds.bcf_item enable row level security;
create policy visible on pounds.bcf_item for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.bcf_item to concordat_reader;

create table pounds.bcf_line (
  fund_id uuid not null,
  document text not null,
  scheme text not null,
  source_of_funding text not null,
  name text not null,
  about text not null,
  activity text not null,
  sub_type text,
  other_words text,
  objective text,
  area text not null,
  area_other text,
  commissioner text,
  nhs_percent integer,
  council_percent integer,
  provider text,
  standing text,
  outputs bigint,
  unit text,
  amount_pence bigint not null,
  audience text not null,
  dataset text,
  constraint bcf_line_amount_pence_check CHECK ((amount_pence >= 0)),
  constraint bcf_line_council_percent_check CHECK (((council_percent >= 0) AND (council_percent <= 100))),
  constraint bcf_line_fund_id_document_fkey FOREIGN KEY (fund_id, document) REFERENCES pounds.bcf_document(fund_id, document) ON DELETE CASCADE,
  constraint bcf_line_nhs_percent_check CHECK (((nhs_percent >= 0) AND (nhs_percent <= 100))),
  constraint bcf_line_outputs_check CHECK ((outputs >= 0)),
  constraint bcf_line_pkey PRIMARY KEY (fund_id, document, scheme, source_of_funding),
  constraint bcf_line_scheme_check CHECK ((scheme <> ''::text))
);
alter table pounds.bcf_line enable row level security;
create policy visible on pounds.bcf_line for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.bcf_line to concordat_reader;

create table pounds.bcf_measure (
  fund_id uuid not null,
  document text not null,
  measure text not null,
  planned numeric,
  actual numeric,
  progress text,
  words text,
  audience text not null,
  dataset text,
  constraint bcf_measure_check CHECK (((planned IS NOT NULL) OR (actual IS NOT NULL) OR (progress IS NOT NULL))),
  constraint bcf_measure_fund_id_document_fkey FOREIGN KEY (fund_id, document) REFERENCES pounds.bcf_document(fund_id, document) ON DELETE CASCADE,
  constraint bcf_measure_pkey PRIMARY KEY (fund_id, document, measure)
);
alter table pounds.bcf_measure enable row level security;
create policy visible on pounds.bcf_measure for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.bcf_measure to concordat_reader;

create table pounds.bcf_signature (
  fund_id uuid not null,
  document text not null,
  role text not null,
  party text not null,
  version integer not null,
  signed_on date not null,
  office text not null,
  audience text not null,
  dataset text,
  constraint bcf_signature_fund_id_document_fkey FOREIGN KEY (fund_id, document) REFERENCES pounds.bcf_document(fund_id, document) ON DELETE CASCADE,
  constraint bcf_signature_pkey PRIMARY KEY (fund_id, document, role, party, version)
);
alter table pounds.bcf_signature enable row level security;
create policy visible on pounds.bcf_signature for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.bcf_signature to concordat_reader;

create table pounds.consent (
  proposal_id uuid not null,
  party text not null,
  agrees boolean not null,
  reason text,
  on_date date not null,
  capacity text not null,
  audience text not null,
  constraint consent_check CHECK ((agrees OR (reason IS NOT NULL))),
  constraint consent_pkey PRIMARY KEY (proposal_id, party),
  constraint consent_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES pounds.proposal(id)
);
alter table pounds.consent enable row level security;
create policy visible on pounds.consent for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.consent to concordat_reader;

create table pounds.entry (
  fund_id uuid not null,
  sequence integer not null,
  act_id text not null,
  kind text not null,
  on_date date,
  target text,
  ends text generated always as (
CASE
    WHEN (kind <> 'position'::text) THEN target
    ELSE NULL::text
END) stored,
  act jsonb not null,
  fingerprint text not null,
  recorded_at timestamp with time zone not null,
  recorded_by text not null,
  illustrative boolean not null,
  dataset text,
  audience text not null,
  constraint entry_act_id_check CHECK (((length(act_id) >= 1) AND (length(act_id) <= 120))),
  constraint entry_fund_id_act_id_key UNIQUE (fund_id, act_id),
  constraint entry_fund_id_ends_key UNIQUE (fund_id, ends),
  constraint entry_kind_check CHECK ((kind = ANY (ARRAY['transaction'::text, 'commitment'::text, 'fulfilment'::text, 'lapse'::text, 'reversal'::text, 'closing'::text, 'reopening'::text, 'dispute'::text, 'position'::text, 'settlement'::text]))),
  constraint entry_pkey PRIMARY KEY (fund_id, sequence),
  constraint entry_recorded_at_check CHECK ((recorded_at = date_trunc('milliseconds'::text, recorded_at))),
  constraint entry_sequence_check CHECK ((sequence >= 1))
);
CREATE INDEX entry_period ON pounds.entry USING btree (fund_id, sequence) WHERE (kind = ANY (ARRAY['closing'::text, 'reopening'::text]));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON pounds.entry FOR EACH ROW EXECUTE FUNCTION pounds.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON pounds.entry FOR EACH STATEMENT EXECUTE FUNCTION pounds.refuse_change();
CREATE TRIGGER following AFTER INSERT ON pounds.entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION pounds.entries_must_follow();
alter table pounds.entry enable row level security;
create policy visible on pounds.entry for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.entry to concordat_reader;

create table pounds.fund (
  id uuid not null,
  slug text not null,
  agreement_id uuid not null,
  name text not null,
  year text not null,
  begins_on date,
  ends_on date,
  total_pence bigint,
  total_mark text not null,
  reported_pence bigint,
  rounding text,
  risk_share text,
  inequality text,
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  constraint fund_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES pounds.agreement(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint fund_check CHECK (((begins_on IS NULL) OR (ends_on IS NULL) OR (begins_on < ends_on))),
  constraint fund_check1 CHECK (((total_pence IS NULL) = (total_mark = ANY (ARRAY['not-known'::text, 'kept-here'::text])))),
  constraint fund_name_check CHECK ((name <> ''::text)),
  constraint fund_pkey PRIMARY KEY (id),
  constraint fund_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 80))),
  constraint fund_slug_key UNIQUE (slug),
  constraint fund_total_mark_check CHECK ((total_mark = ANY (ARRAY['printed'::text, 'derived'::text, 'not-known'::text, 'kept-here'::text]))),
  constraint fund_year_check CHECK ((year <> ''::text))
);
CREATE INDEX fund_agreement ON pounds.fund USING btree (agreement_id);
CREATE TRIGGER kept_with_books BEFORE DELETE ON pounds.fund FOR EACH ROW EXECUTE FUNCTION pounds.keep_fund_with_books();
alter table pounds.fund enable row level security;
create policy visible on pounds.fund for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.fund to concordat_reader;

create table pounds.funding (
  fund_id uuid not null,
  place integer not null,
  party text not null,
  source_of_funding text not null,
  label text not null,
  amount_pence bigint,
  mark text not null,
  note text,
  dataset text,
  audience text not null,
  charges text,
  months_pence bigint[],
  constraint funding_charges_check CHECK ((charges = ANY (ARRAY['gross'::text, 'net'::text]))),
  constraint funding_check CHECK (((amount_pence IS NULL) = (mark = 'not-known'::text))),
  constraint funding_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES pounds.fund(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint funding_mark_check CHECK ((mark = ANY (ARRAY['printed'::text, 'derived'::text, 'not-known'::text, 'agreed-here'::text, 'illustrative'::text]))),
  constraint funding_months_add_up CHECK (((months_pence IS NULL) OR ((amount_pence IS NOT NULL) AND (cardinality(months_pence) > 0) AND (array_position(months_pence, NULL::bigint) IS NULL) AND (pounds.sum_of(months_pence) = amount_pence)))),
  constraint funding_pkey PRIMARY KEY (fund_id, place)
);
alter table pounds.funding enable row level security;
create policy visible on pounds.funding for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.funding to concordat_reader;

create table pounds.joint_line (
  fund_id uuid not null,
  key text not null,
  name text not null,
  how text not null,
  amount_pence bigint,
  reason text,
  review_on date,
  audience text not null,
  dataset text,
  constraint joint_line_amount_pence_check CHECK ((amount_pence >= 0)),
  constraint joint_line_check CHECK (((how = 'pooled'::text) OR ((reason IS NOT NULL) AND (review_on IS NOT NULL)))),
  constraint joint_line_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES pounds.fund(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint joint_line_how_check CHECK ((how = ANY (ARRAY['pooled'::text, 'aligned'::text, 'separate'::text]))),
  constraint joint_line_key_check CHECK ((key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint joint_line_name_check CHECK ((name <> ''::text)),
  constraint joint_line_pkey PRIMARY KEY (fund_id, key)
);
alter table pounds.joint_line enable row level security;
create policy visible on pounds.joint_line for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.joint_line to concordat_reader;

create table pounds.movement (
  fund_id uuid not null,
  sequence integer not null,
  place integer not null,
  account text not null,
  layer text not null,
  on_date date not null,
  amount_pence bigint not null,
  audience text not null,
  constraint movement_amount_pence_check CHECK ((amount_pence <> 0)),
  constraint movement_layer_check CHECK ((layer = ANY (ARRAY['posted'::text, 'pending'::text]))),
  constraint movement_pkey PRIMARY KEY (fund_id, sequence, place)
);
CREATE INDEX movement_account ON pounds.movement USING btree (account, layer, sequence) INCLUDE (on_date, amount_pence);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON pounds.movement FOR EACH ROW EXECUTE FUNCTION pounds.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON pounds.movement FOR EACH STATEMENT EXECUTE FUNCTION pounds.refuse_change();
CREATE TRIGGER balanced_together AFTER INSERT ON pounds.movement REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION pounds.movements_must_balance();
alter table pounds.movement enable row level security;
create policy visible on pounds.movement for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.movement to concordat_reader;

create table pounds.party (
  agreement_id uuid not null,
  key text not null,
  place integer not null,
  organisation_id uuid,
  name text not null,
  sector text not null,
  host boolean default false not null,
  signed_on date,
  dataset text,
  audience text not null,
  constraint party_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES pounds.agreement(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint party_key_check CHECK ((key ~ '^[a-z0-9]+([-._][a-z0-9]+)*$'::text)),
  constraint party_name_check CHECK ((name <> ''::text)),
  constraint party_pkey PRIMARY KEY (agreement_id, key),
  constraint party_sector_check CHECK ((sector = ANY (ARRAY['council'::text, 'nhs'::text, 'other'::text])))
);
CREATE INDEX party_organisation ON pounds.party USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);
alter table pounds.party enable row level security;
create policy visible on pounds.party for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.party to concordat_reader;

create table pounds.place_spend (
  fund_id uuid not null,
  amount_pence bigint not null,
  counts text not null,
  source text not null,
  seen date not null,
  audience text not null,
  dataset text,
  constraint place_spend_amount_pence_check CHECK ((amount_pence > 0)),
  constraint place_spend_counts_check CHECK ((counts <> ''::text)),
  constraint place_spend_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES pounds.fund(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint place_spend_pkey PRIMARY KEY (fund_id),
  constraint place_spend_source_check CHECK ((source <> ''::text))
);
alter table pounds.place_spend enable row level security;
create policy visible on pounds.place_spend for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.place_spend to concordat_reader;

create table pounds.plan (
  fund_id uuid not null,
  party text not null,
  result_pence bigint not null,
  source text not null,
  seen date not null,
  capacity text not null,
  audience text not null,
  constraint plan_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES pounds.fund(id),
  constraint plan_pkey PRIMARY KEY (fund_id, party),
  constraint plan_source_check CHECK ((source <> ''::text))
);
alter table pounds.plan enable row level security;
create policy visible on pounds.plan for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.plan to concordat_reader;

create table pounds.prepared (
  id uuid not null,
  fund_id uuid not null,
  act jsonb not null,
  words text not null,
  prepared_by text not null,
  capacity text not null,
  prepared_at timestamp with time zone not null,
  audience text not null,
  reverses_on date,
  constraint prepared_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES pounds.fund(id),
  constraint prepared_pkey PRIMARY KEY (id)
);
CREATE INDEX prepared_fund ON pounds.prepared USING btree (fund_id);
alter table pounds.prepared enable row level security;
create policy visible on pounds.prepared for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.prepared to concordat_reader;

create table pounds.printed_figure (
  fund_id uuid not null,
  place integer not null,
  label text not null,
  printed_pence bigint not null,
  parts_words text not null,
  parts_pence bigint[] not null,
  note text,
  source text not null,
  seen date not null,
  dataset text,
  audience text not null,
  constraint printed_figure_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES pounds.fund(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint printed_figure_label_check CHECK ((label <> ''::text)),
  constraint printed_figure_parts_pence_check CHECK ((cardinality(parts_pence) >= 1)),
  constraint printed_figure_parts_words_check CHECK ((parts_words <> ''::text)),
  constraint printed_figure_pkey PRIMARY KEY (fund_id, place)
);
alter table pounds.printed_figure enable row level security;
create policy visible on pounds.printed_figure for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.printed_figure to concordat_reader;

create table pounds.proposal (
  id uuid not null,
  fund_id uuid not null,
  kind text not null,
  on_date date not null,
  body jsonb not null,
  words text not null,
  party text not null,
  capacity text not null,
  proposed_at timestamp with time zone not null,
  needs text not null,
  state text not null,
  decided_on date,
  resolution text,
  prepared_by text,
  audience text not null,
  constraint proposal_check CHECK (((state = 'open'::text) = (decided_on IS NULL))),
  constraint proposal_check1 CHECK (((state = 'open'::text) = (prepared_by IS NOT NULL))),
  constraint proposal_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES pounds.fund(id),
  constraint proposal_kind_check CHECK ((kind = ANY (ARRAY['virement-limits'::text, 'virement'::text, 'year-end-rule'::text, 'year-end'::text, 'notice'::text, 'unwinding'::text, 'seed'::text, 'seed-release'::text]))),
  constraint proposal_needs_check CHECK ((needs = ANY (ARRAY['host'::text, 'own'::text, 'partners'::text, 'board'::text]))),
  constraint proposal_pkey PRIMARY KEY (id),
  constraint proposal_state_check CHECK ((state = ANY (ARRAY['open'::text, 'agreed'::text, 'declined'::text]))),
  constraint proposal_words_check CHECK ((words <> ''::text))
);
CREATE INDEX proposal_fund ON pounds.proposal USING btree (fund_id, kind, state);
alter table pounds.proposal enable row level security;
create policy visible on pounds.proposal for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.proposal to concordat_reader;

create table pounds.scheme (
  fund_id uuid not null,
  key text not null,
  place integer not null,
  name text not null,
  lead text not null,
  source_of_funding text,
  budget_pence bigint not null,
  body text,
  vat text,
  prevention text,
  profile text default 'even'::text not null,
  judged_pence bigint,
  judged_why text,
  about text,
  basis text not null,
  dataset text,
  audience text not null,
  specification text,
  body_name text,
  constraint scheme_check CHECK (((judged_pence IS NULL) = (judged_why IS NULL))),
  constraint scheme_check1 CHECK (((body_name IS NULL) OR ((body_name <> ''::text) AND (body IS NOT NULL)))),
  constraint scheme_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES pounds.fund(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint scheme_key_check CHECK ((key ~ '^[a-z0-9]+([-._][a-z0-9]+)*$'::text)),
  constraint scheme_name_check CHECK ((name <> ''::text)),
  constraint scheme_pkey PRIMARY KEY (fund_id, key),
  constraint scheme_prevention_check CHECK ((prevention = ANY (ARRAY['foundational'::text, 'primary'::text, 'secondary'::text, 'tertiary'::text, 'none'::text]))),
  constraint scheme_specification_check CHECK ((specification <> ''::text)),
  constraint scheme_vat_check CHECK ((vat = ANY (ARRAY['council-section-33'::text, 'nhs-contracted-out'::text, 'no-recovery'::text])))
);
alter table pounds.scheme enable row level security;
create policy visible on pounds.scheme for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.scheme to concordat_reader;

create table pounds.standing (
  fund_id uuid not null,
  account text not null,
  layer text not null,
  through integer not null,
  on_date date not null,
  total_pence bigint not null,
  audience text not null,
  constraint standing_layer_check CHECK ((layer = ANY (ARRAY['posted'::text, 'pending'::text]))),
  constraint standing_pkey PRIMARY KEY (account, layer, through, on_date),
  constraint standing_through_check CHECK ((through >= 1))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON pounds.standing FOR EACH ROW EXECUTE FUNCTION pounds.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON pounds.standing FOR EACH STATEMENT EXECUTE FUNCTION pounds.refuse_change();
CREATE TRIGGER belonging AFTER INSERT ON pounds.standing REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION pounds.standings_must_belong();
alter table pounds.standing enable row level security;
create policy visible on pounds.standing for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.standing to concordat_reader;

create table pounds.tally (
  fund_id uuid not null,
  account text not null,
  layer text not null,
  movements integer not null,
  through integer not null,
  audience text not null,
  constraint tally_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES pounds.fund(id) ON DELETE CASCADE,
  constraint tally_layer_check CHECK ((layer = ANY (ARRAY['posted'::text, 'pending'::text]))),
  constraint tally_movements_check CHECK ((movements >= 0)),
  constraint tally_pkey PRIMARY KEY (account, layer),
  constraint tally_through_check CHECK ((through >= 1))
);
CREATE INDEX tally_fund ON pounds.tally USING btree (fund_id, through);
alter table pounds.tally enable row level security;
create policy visible on pounds.tally for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.tally to concordat_reader;

create table pounds.term (
  agreement_id uuid not null,
  requirement text not null,
  words text not null,
  dataset text,
  audience text not null,
  constraint term_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES pounds.agreement(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint term_pkey PRIMARY KEY (agreement_id, requirement),
  constraint term_words_check CHECK ((words <> ''::text))
);
alter table pounds.term enable row level security;
create policy visible on pounds.term for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.term to concordat_reader;

create table pounds.version (
  agreement_id uuid not null,
  number integer not null,
  from_on date not null,
  risk_share text not null,
  why text not null,
  illustrative boolean not null,
  source text not null,
  seen date not null,
  dataset text,
  audience text not null,
  constraint version_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES pounds.agreement(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint version_number_check CHECK ((number >= 0)),
  constraint version_pkey PRIMARY KEY (agreement_id, number),
  constraint version_risk_share_check CHECK ((risk_share <> ''::text)),
  constraint version_why_check CHECK ((why <> ''::text))
);
alter table pounds.version enable row level security;
create policy visible on pounds.version for select to concordat_reader using (kernel.visible(audience));
grant select on table pounds.version to concordat_reader;

create table priorities.action (
  id uuid not null,
  priority_id uuid not null,
  what text not null,
  side text not null,
  office text not null,
  due_on date not null,
  entered_on date not null,
  outcome text,
  settled_on date,
  settled_words text,
  dataset text,
  audience text not null,
  constraint action_check CHECK ((((outcome IS NULL) = (settled_on IS NULL)) AND ((outcome IS NULL) = (settled_words IS NULL)))),
  constraint action_office_check CHECK ((office <> ''::text)),
  constraint action_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'dropped'::text]))),
  constraint action_pkey PRIMARY KEY (id),
  constraint action_priority_id_fkey FOREIGN KEY (priority_id) REFERENCES priorities.priority(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint action_settled_words_check CHECK ((settled_words <> ''::text)),
  constraint action_side_check CHECK ((side = ANY (ARRAY['nhs'::text, 'council'::text]))),
  constraint action_what_check CHECK ((what <> ''::text))
);
CREATE INDEX action_priority ON priorities.action USING btree (priority_id);
CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON priorities.action FOR EACH ROW EXECUTE FUNCTION priorities.keep_action();
alter table priorities.action enable row level security;
create policy visible on priorities.action for select to concordat_reader using (kernel.visible(audience));
grant select on table priorities.action to concordat_reader;

create table priorities.claim (
  slug text not null,
  title text not null,
  who text not null,
  said text not null,
  kind text not null,
  what_changed text not null,
  where_words text not null,
  area_id uuid,
  since text not null,
  by_how_much text not null,
  cause text not null,
  cashable text,
  saved_for text,
  saved_when text,
  limits text not null,
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text,
  entered_by uuid,
  entered_on date,
  withdrawn_on date,
  withdrawn_why text,
  constraint claim_address CHECK (((dataset IS NULL) = (slug ~ '^[0-9]{4}-'::text))),
  constraint claim_by_how_much_check CHECK ((by_how_much <> ''::text)),
  constraint claim_cashable_check CHECK ((cashable = ANY (ARRAY['yes'::text, 'no'::text, 'not-said'::text]))),
  constraint claim_cause_check CHECK ((cause <> ''::text)),
  constraint claim_check CHECK (((kind = 'saves-money'::text) = ((cashable IS NOT NULL) AND (saved_for IS NOT NULL) AND (saved_when IS NOT NULL)))),
  constraint claim_entered_or_shipped CHECK (((dataset IS NULL) = ((entered_by IS NOT NULL) AND (entered_on IS NOT NULL)))),
  constraint claim_kind_check CHECK ((kind = ANY (ARRAY['change-in-figures'::text, 'activity'::text, 'saves-money'::text]))),
  constraint claim_limits_check CHECK ((limits <> ''::text)),
  constraint claim_pkey PRIMARY KEY (slug),
  constraint claim_said_check CHECK ((said <> ''::text)),
  constraint claim_shipped_stands CHECK (((dataset IS NULL) OR (withdrawn_on IS NULL))),
  constraint claim_since_check CHECK ((since <> ''::text)),
  constraint claim_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint claim_title_check CHECK ((title <> ''::text)),
  constraint claim_what_changed_check CHECK ((what_changed <> ''::text)),
  constraint claim_where_words_check CHECK ((where_words <> ''::text)),
  constraint claim_who_check CHECK ((who <> ''::text)),
  constraint claim_withdrawn_with_reason CHECK (((withdrawn_on IS NULL) = (withdrawn_why IS NULL)))
);
CREATE INDEX claim_area ON priorities.claim USING btree (area_id) WHERE (area_id IS NOT NULL);
CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON priorities.claim FOR EACH ROW EXECUTE FUNCTION priorities.keep_claim();
grant select on table priorities.claim to concordat_reader;

create table priorities.claim_definition (
  claim text not null,
  place integer not null,
  role text not null,
  label text not null,
  indicators text not null,
  wholes text,
  subjects text not null,
  against text,
  vintage text not null,
  direction text,
  earlier text,
  before text,
  after text,
  later text,
  claimed_from numeric,
  claimed_to numeric,
  claimed_change numeric,
  decimals integer not null,
  scale numeric not null,
  unit text not null,
  note text,
  dataset text,
  tried_on date,
  tried_by uuid,
  constraint claim_definition_check CHECK (((direction IS NULL) OR ((before IS NOT NULL) AND (after IS NOT NULL)))),
  constraint claim_definition_check1 CHECK (((claimed_from IS NULL) OR (claimed_change IS NOT NULL))),
  constraint claim_definition_claim_fkey FOREIGN KEY (claim) REFERENCES priorities.claim(slug) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint claim_definition_claimed_change_check CHECK ((claimed_change > (0)::numeric)),
  constraint claim_definition_decimals_check CHECK (((decimals >= 0) AND (decimals <= 4))),
  constraint claim_definition_direction_check CHECK ((direction = ANY (ARRAY['up'::text, 'down'::text]))),
  constraint claim_definition_indicators_check CHECK ((indicators <> ''::text)),
  constraint claim_definition_label_check CHECK ((label <> ''::text)),
  constraint claim_definition_pkey PRIMARY KEY (claim, place),
  constraint claim_definition_role_check CHECK ((role = ANY (ARRAY['as-claimed'::text, 'tried'::text, 'beside'::text]))),
  constraint claim_definition_scale_check CHECK ((scale > (0)::numeric)),
  constraint claim_definition_subjects_check CHECK ((subjects <> ''::text)),
  constraint claim_definition_unit_check CHECK ((unit <> ''::text)),
  constraint definition_tried_or_shipped CHECK (((dataset IS NULL) = ((tried_on IS NOT NULL) AND (tried_by IS NOT NULL))))
);
CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON priorities.claim_definition FOR EACH ROW EXECUTE FUNCTION priorities.keep_reading();
grant select on table priorities.claim_definition to concordat_reader;

create table priorities.earlier_owner (
  priority_id uuid not null,
  side text not null,
  body uuid not null,
  office text not null,
  until_on date not null,
  why text not null,
  audience text not null,
  constraint earlier_owner_pkey PRIMARY KEY (priority_id, side, until_on),
  constraint earlier_owner_priority_id_fkey FOREIGN KEY (priority_id) REFERENCES priorities.priority(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint earlier_owner_side_check CHECK ((side = ANY (ARRAY['nhs'::text, 'council'::text]))),
  constraint earlier_owner_why_check CHECK ((why <> ''::text))
);
alter table priorities.earlier_owner enable row level security;
create policy visible on priorities.earlier_owner for select to concordat_reader using (kernel.visible(audience));
grant select on table priorities.earlier_owner to concordat_reader;

create table priorities.figure (
  priority_id uuid not null,
  month date not null,
  value numeric not null,
  dataset text,
  audience text not null,
  constraint figure_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint figure_pkey PRIMARY KEY (priority_id, month),
  constraint figure_priority_id_fkey FOREIGN KEY (priority_id) REFERENCES priorities.priority(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
alter table priorities.figure enable row level security;
create policy visible on priorities.figure for select to concordat_reader using (kernel.visible(audience));
grant select on table priorities.figure to concordat_reader;

create table priorities.outcome (
  slug text not null,
  place integer not null,
  title text not null,
  why_both text not null,
  indicator text,
  indicator_words text not null,
  unit text not null,
  direction text not null,
  experience text not null,
  cut text not null,
  shows text not null,
  shows_words text not null,
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text not null,
  constraint outcome_direction_check CHECK ((direction = ANY (ARRAY['up'::text, 'down'::text]))),
  constraint outcome_pkey PRIMARY KEY (slug),
  constraint outcome_shows_check CHECK ((shows = ANY (ARRAY['yes'::text, 'slow'::text]))),
  constraint outcome_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint outcome_title_check CHECK ((title <> ''::text))
);
grant select on table priorities.outcome to concordat_reader;

create table priorities.practice (
  slug text not null,
  name text not null,
  area_id uuid,
  where_words text not null,
  what text not null,
  since text not null,
  ended text,
  partners text not null,
  results text not null,
  caution text not null,
  cost text,
  contact text,
  copied text,
  claims text,
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text not null,
  constraint practice_name_check CHECK ((name <> ''::text)),
  constraint practice_pkey PRIMARY KEY (slug),
  constraint practice_since_check CHECK ((since <> ''::text)),
  constraint practice_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint practice_what_check CHECK ((what <> ''::text)),
  constraint practice_where_words_check CHECK ((where_words <> ''::text))
);
grant select on table priorities.practice to concordat_reader;

create table priorities.practice_copy (
  id uuid not null,
  practice text not null,
  area_id uuid not null,
  entered_by uuid not null,
  entered_on date not null,
  since text not null,
  changed text not null,
  came_words text,
  came_on date,
  claim text,
  basis text not null,
  constraint practice_copy_came_words_check CHECK ((came_words <> ''::text)),
  constraint practice_copy_changed_check CHECK ((changed <> ''::text)),
  constraint practice_copy_check CHECK (((came_words IS NULL) = (came_on IS NULL))),
  constraint practice_copy_check1 CHECK (((claim IS NULL) OR (came_words IS NOT NULL))),
  constraint practice_copy_pkey PRIMARY KEY (id),
  constraint practice_copy_since_check CHECK ((since <> ''::text))
);
CREATE UNIQUE INDEX practice_copy_once ON priorities.practice_copy USING btree (practice, area_id);
grant select on table priorities.practice_copy to concordat_reader;

create table priorities.priority (
  id uuid not null,
  slug text not null,
  area_id uuid not null,
  outcome text,
  title text not null,
  purpose text not null,
  why_together text not null,
  indicator text,
  indicator_words text not null,
  unit text not null,
  direction text not null,
  experience text not null,
  cut text not null,
  nhs_body uuid not null,
  nhs_office text not null,
  council_body uuid not null,
  council_office text not null,
  starts_on date not null,
  beyond_five text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  constraint priority_check CHECK ((nhs_body <> council_body)),
  constraint priority_council_office_check CHECK ((council_office <> ''::text)),
  constraint priority_cut_check CHECK ((cut <> ''::text)),
  constraint priority_direction_check CHECK ((direction = ANY (ARRAY['up'::text, 'down'::text]))),
  constraint priority_experience_check CHECK ((experience <> ''::text)),
  constraint priority_indicator_words_check CHECK ((indicator_words <> ''::text)),
  constraint priority_nhs_office_check CHECK ((nhs_office <> ''::text)),
  constraint priority_pkey PRIMARY KEY (id),
  constraint priority_purpose_check CHECK ((purpose <> ''::text)),
  constraint priority_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 100))),
  constraint priority_slug_key UNIQUE (slug),
  constraint priority_starts_on_check CHECK ((EXTRACT(day FROM starts_on) = (1)::numeric)),
  constraint priority_title_check CHECK ((title <> ''::text)),
  constraint priority_unit_check CHECK ((unit <> ''::text)),
  constraint priority_why_together_check CHECK ((why_together <> ''::text))
);
CREATE INDEX priority_area ON priorities.priority USING btree (area_id);
alter table priorities.priority enable row level security;
create policy visible on priorities.priority for select to concordat_reader using (kernel.visible(audience));
grant select on table priorities.priority to concordat_reader;

create table priorities.version (
  priority_id uuid not null,
  number integer not null,
  baseline numeric not null,
  baseline_words text not null,
  target numeric not null,
  trajectory numeric[] not null,
  from_on date not null,
  why text not null,
  frozen_on date,
  resolution_id uuid,
  dataset text,
  audience text not null,
  constraint version_baseline_words_check CHECK ((baseline_words <> ''::text)),
  constraint version_check CHECK (((resolution_id IS NULL) OR (frozen_on IS NOT NULL))),
  constraint version_number_check CHECK ((number >= 1)),
  constraint version_pkey PRIMARY KEY (priority_id, number),
  constraint version_priority_id_fkey FOREIGN KEY (priority_id) REFERENCES priorities.priority(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint version_trajectory_check CHECK (((cardinality(trajectory) = 12) AND (array_position(trajectory, NULL::numeric) IS NULL))),
  constraint version_why_check CHECK ((why <> ''::text))
);
CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON priorities.version FOR EACH ROW EXECUTE FUNCTION priorities.keep_version();
alter table priorities.version enable row level security;
create policy visible on priorities.version for select to concordat_reader using (kernel.visible(audience));
grant select on table priorities.version to concordat_reader;

create table purpose.code_without_place (
  code text not null,
  name text not null,
  why text not null,
  dataset text not null,
  constraint code_without_place_pkey PRIMARY KEY (code)
);
grant select on table purpose.code_without_place to concordat_reader;

create table purpose.cover (
  indicator_id text not null,
  observations integer not null,
  areas integer not null,
  organisations integer not null,
  first_day date not null,
  last_day date not null,
  stamp uuid default gen_random_uuid() not null,
  constraint cover_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES purpose.indicator(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint cover_pkey PRIMARY KEY (indicator_id)
);
grant select on table purpose.cover to concordat_reader;

create table purpose.indicator (
  id text not null,
  name text not null,
  about text not null,
  unit text not null,
  direction text not null,
  numerator text,
  denominator text,
  collection text not null,
  breaks text,
  main_file text,
  kept_here boolean default false not null,
  dataset text not null,
  constraint indicator_check CHECK ((kept_here = (main_file IS NULL))),
  constraint indicator_direction_check CHECK ((direction = ANY (ARRAY['lower-better'::text, 'higher-better'::text, 'neither'::text]))),
  constraint indicator_id_check CHECK (((id ~ '^[a-z0-9]+([.-][a-z0-9]+)*$'::text) AND (id !~ '\.(json|csv|atom)$'::text))),
  constraint indicator_name_check CHECK ((name <> ''::text)),
  constraint indicator_pkey PRIMARY KEY (id),
  constraint indicator_unit_check CHECK ((unit <> ''::text))
);
grant select on table purpose.indicator to concordat_reader;

create table purpose.observation (
  indicator_id text not null,
  code text not null,
  dimension text default ''::text not null,
  period_start date not null,
  period_end date not null,
  vintage text not null,
  status text not null,
  value numeric,
  numerator numeric,
  denominator numeric,
  unit text,
  note text,
  area_id uuid,
  organisation_id uuid,
  dataset text,
  entered_by uuid,
  entered_on date,
  basis text not null,
  lower numeric,
  upper numeric,
  constraint observation_check CHECK ((period_start <= period_end)),
  constraint observation_check1 CHECK (((area_id IS NULL) OR (organisation_id IS NULL))),
  constraint observation_check2 CHECK (((dataset IS NULL) <> (entered_by IS NULL))),
  constraint observation_check3 CHECK (((entered_by IS NULL) = (entered_on IS NULL))),
  constraint observation_limits_hold_value CHECK ((((lower IS NULL) = (upper IS NULL)) AND ((lower IS NULL) OR ((status = ANY (ARRAY['value'::text, 'zero'::text])) AND (lower <= value) AND (value <= upper))))),
  constraint observation_status_agrees CHECK (
CASE status
    WHEN 'value'::text THEN ((value IS NOT NULL) AND (value <> (0)::numeric) AND (value <> 'NaN'::numeric))
    WHEN 'zero'::text THEN ((value IS NOT NULL) AND (value = (0)::numeric))
    ELSE (value IS NULL)
END),
  constraint observation_status_check CHECK ((status = ANY (ARRAY['value'::text, 'zero'::text, 'no-data'::text, 'suppressed'::text, 'not-applicable'::text])))
);
CREATE INDEX observation_area ON purpose.observation USING btree (area_id, indicator_id) WHERE (area_id IS NOT NULL);
CREATE INDEX observation_dataset ON purpose.observation USING btree (dataset);
CREATE INDEX observation_entered ON purpose.observation USING btree (entered_by) WHERE (entered_by IS NOT NULL);
CREATE UNIQUE INDEX observation_key ON purpose.observation USING btree (indicator_id, code, dimension, period_end DESC, period_start, vintage DESC);
CREATE INDEX observation_organisation ON purpose.observation USING btree (organisation_id, indicator_id) WHERE (organisation_id IS NOT NULL);
CREATE INDEX observation_period ON purpose.observation USING btree (indicator_id, period_end);
grant select on table purpose.observation to concordat_reader;

create table purpose.publication (
  key text not null,
  title text not null,
  publisher text not null,
  source text not null,
  seen date not null,
  basis text not null,
  licence text not null,
  constraint publication_pkey PRIMARY KEY (key)
);
grant select on table purpose.publication to concordat_reader;

create table record.chain (
  "position" bigint not null,
  previous_position bigint generated always as (NULLIF(("position" - 1), 0)) stored,
  previous_sha256 text not null,
  entry_id uuid not null,
  entry_sha256 text not null,
  sha256 text not null,
  constraint chain_check CHECK ((("position" > 1) OR (previous_sha256 = repeat('0'::text, 64)))),
  constraint chain_check1 CHECK ((sha256 = encode(sha256(convert_to(((((((('concordat record chain 1'::text || chr(10)) || ("position")::text) || chr(10)) || previous_sha256) || chr(10)) || entry_sha256) || chr(10)), 'UTF8'::name)), 'hex'::text))),
  constraint chain_entry_id_key UNIQUE (entry_id),
  constraint chain_entry_sha256_entry_id_fkey FOREIGN KEY (entry_sha256, entry_id) REFERENCES record.entry(sha256, id),
  constraint chain_entry_sha256_key UNIQUE (entry_sha256),
  constraint chain_pkey PRIMARY KEY ("position"),
  constraint chain_position_check CHECK (("position" >= 1)),
  constraint chain_position_sha256_key UNIQUE ("position", sha256),
  constraint chain_previous_position_previous_sha256_fkey FOREIGN KEY (previous_position, previous_sha256) REFERENCES record.chain("position", sha256)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON record.chain FOR EACH ROW EXECUTE FUNCTION record.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON record.chain FOR EACH STATEMENT EXECUTE FUNCTION record.refuse_change();

create table record.entry (
  id uuid not null,
  written_at timestamp with time zone not null,
  kind text not null,
  summary text not null,
  capacity text not null,
  subjects text[] not null,
  body text not null,
  sealed_category text,
  sealed_ground text,
  sealed_review_on date,
  commitment text,
  corrects uuid,
  opens uuid generated always as (
CASE
    WHEN (kind = 'record.opened'::text) THEN (((body)::jsonb ->> 'opened'::text))::uuid
    ELSE NULL::uuid
END) stored,
  audience text not null,
  canonical text not null,
  sha256 text not null,
  sealed_id uuid generated always as (
CASE
    WHEN (commitment IS NOT NULL) THEN id
    ELSE NULL::uuid
END) stored,
  constraint entry_audience_check CHECK (((audience = 'public'::text) OR (audience ~~ 'organisation:_%'::text))),
  constraint entry_canonical_check CHECK ((octet_length(canonical) <= 100000)),
  constraint entry_check CHECK ((corrects <> id)),
  constraint entry_check1 CHECK ((sha256 = encode(sha256(convert_to(canonical, 'UTF8'::name)), 'hex'::text))),
  constraint entry_check2 CHECK ((num_nulls(sealed_category, sealed_ground, sealed_review_on, commitment) = ANY (ARRAY[0, 4]))),
  constraint entry_check3 CHECK (((kind <> 'record.opened'::text) OR (opens IS NOT NULL))),
  constraint entry_commitment_check CHECK ((commitment ~ '^[0-9a-f]{64}$'::text)),
  constraint entry_corrects_fkey FOREIGN KEY (corrects) REFERENCES record.entry(id),
  constraint entry_id_audience_key UNIQUE (id, audience),
  constraint entry_kind_check CHECK ((kind ~ '^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint entry_opens_fkey FOREIGN KEY (opens) REFERENCES record.sealed(entry_id),
  constraint entry_opens_key UNIQUE (opens),
  constraint entry_pkey PRIMARY KEY (id),
  constraint entry_sealed_category_check CHECK (((length(sealed_category) >= 1) AND (length(sealed_category) <= 200))),
  constraint entry_sealed_ground_check CHECK (((length(sealed_ground) >= 1) AND (length(sealed_ground) <= 500))),
  constraint entry_sealed_id_fkey FOREIGN KEY (sealed_id) REFERENCES record.sealed(entry_id) DEFERRABLE INITIALLY DEFERRED,
  constraint entry_sha256_id_key UNIQUE (sha256, id),
  constraint entry_summary_check CHECK ((((length(summary) >= 1) AND (length(summary) <= 1000)) AND (summary !~ '[[:cntrl:]]'::text))),
  constraint entry_written_at_check CHECK ((written_at = date_trunc('milliseconds'::text, written_at)))
);
CREATE INDEX entry_corrects ON record.entry USING btree (corrects) WHERE (corrects IS NOT NULL);
CREATE INDEX entry_kind ON record.entry USING btree (kind);
CREATE INDEX entry_review ON record.entry USING btree (sealed_review_on) WHERE (commitment IS NOT NULL);
CREATE INDEX entry_written ON record.entry USING btree (written_at, id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON record.entry FOR EACH ROW EXECUTE FUNCTION record.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON record.entry FOR EACH STATEMENT EXECUTE FUNCTION record.refuse_change();
alter table record.entry enable row level security;
create policy visible on record.entry for select to concordat_reader using (kernel.visible(audience));
grant select on table record.entry to concordat_reader;

create table record.entry_subject (
  entry_id uuid not null,
  subject text not null,
  audience text not null,
  constraint entry_subject_entry_id_audience_fkey FOREIGN KEY (entry_id, audience) REFERENCES record.entry(id, audience),
  constraint entry_subject_pkey PRIMARY KEY (subject, entry_id)
);
CREATE INDEX entry_subject_entry ON record.entry_subject USING btree (entry_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON record.entry_subject FOR EACH ROW EXECUTE FUNCTION record.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON record.entry_subject FOR EACH STATEMENT EXECUTE FUNCTION record.refuse_change();
alter table record.entry_subject enable row level security;
create policy visible on record.entry_subject for select to concordat_reader using (kernel.visible(audience));
grant select on table record.entry_subject to concordat_reader;

create table record.sealed (
  entry_id uuid not null,
  salt text not null,
  content text not null,
  constraint sealed_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES record.entry(id),
  constraint sealed_pkey PRIMARY KEY (entry_id),
  constraint sealed_salt_check CHECK ((salt ~ '^[0-9a-f]{64}$'::text))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON record.sealed FOR EACH ROW EXECUTE FUNCTION record.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON record.sealed FOR EACH STATEMENT EXECUTE FUNCTION record.refuse_change();

create table record.waiting (
  entry_id uuid not null,
  written_at timestamp with time zone not null,
  audience text not null,
  constraint waiting_entry_id_audience_fkey FOREIGN KEY (entry_id, audience) REFERENCES record.entry(id, audience),
  constraint waiting_pkey PRIMARY KEY (entry_id)
);
CREATE INDEX waiting_order ON record.waiting USING btree (written_at, entry_id);
alter table record.waiting enable row level security;
create policy visible on record.waiting for select to concordat_reader using (kernel.visible(audience));
grant select on table record.waiting to concordat_reader;

create table scrutiny.account_agreement (
  event_id uuid not null,
  number integer not null,
  words text not null,
  owner_id uuid not null,
  due_on date not null,
  proposed_on date not null,
  dataset text,
  audience text not null,
  constraint account_agreement_event_id_fkey FOREIGN KEY (event_id) REFERENCES scrutiny.account_event(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint account_agreement_number_check CHECK ((number >= 1)),
  constraint account_agreement_pkey PRIMARY KEY (event_id, number),
  constraint account_agreement_words_check CHECK ((words <> ''::text))
);
alter table scrutiny.account_agreement enable row level security;
create policy visible on scrutiny.account_agreement for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.account_agreement to concordat_reader;

create table scrutiny.account_assent (
  event_id uuid not null,
  number integer not null,
  organisation_id uuid not null,
  on_date date not null,
  dataset text,
  audience text not null,
  constraint account_assent_event_id_number_fkey FOREIGN KEY (event_id, number) REFERENCES scrutiny.account_agreement(event_id, number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint account_assent_pkey PRIMARY KEY (event_id, number, organisation_id)
);
alter table scrutiny.account_assent enable row level security;
create policy visible on scrutiny.account_assent for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.account_assent to concordat_reader;

create table scrutiny.account_event (
  id uuid not null,
  slug text not null,
  title text not null,
  happened text not null,
  when_words text not null,
  from_on date not null,
  convener_id uuid,
  started_on date,
  closes_on date,
  opened_on date,
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  constraint account_event_check CHECK ((closes_on >= started_on)),
  constraint account_event_check1 CHECK ((opened_on >= started_on)),
  constraint account_event_check2 CHECK (((convener_id IS NULL) = (started_on IS NULL))),
  constraint account_event_check3 CHECK (((convener_id IS NULL) = (closes_on IS NULL))),
  constraint account_event_check4 CHECK (((convener_id IS NOT NULL) OR (opened_on IS NULL))),
  constraint account_event_happened_check CHECK ((happened <> ''::text)),
  constraint account_event_pkey PRIMARY KEY (id),
  constraint account_event_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 100))),
  constraint account_event_slug_key UNIQUE (slug),
  constraint account_event_title_check CHECK ((title <> ''::text)),
  constraint account_event_when_words_check CHECK ((when_words <> ''::text))
);
alter table scrutiny.account_event enable row level security;
create policy visible on scrutiny.account_event for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.account_event to concordat_reader;

create table scrutiny.account_partner (
  event_id uuid not null,
  organisation_id uuid not null,
  sector text not null,
  sealed_on date,
  entry_id uuid,
  dataset text,
  audience text not null,
  constraint account_partner_event_id_fkey FOREIGN KEY (event_id) REFERENCES scrutiny.account_event(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint account_partner_pkey PRIMARY KEY (event_id, organisation_id),
  constraint account_partner_sector_check CHECK ((sector = ANY (ARRAY['nhs'::text, 'councils'::text, 'others'::text])))
);
CREATE INDEX account_partner_entry ON scrutiny.account_partner USING btree (entry_id) WHERE (entry_id IS NOT NULL);
CREATE INDEX account_partner_organisation ON scrutiny.account_partner USING btree (organisation_id);
alter table scrutiny.account_partner enable row level security;
create policy visible on scrutiny.account_partner for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.account_partner to concordat_reader;

create table scrutiny.account_rating (
  event_id uuid not null,
  organisation_id uuid not null,
  number integer not null,
  rating integer,
  words text,
  dataset text,
  audience text not null,
  constraint account_rating_event_id_number_fkey FOREIGN KEY (event_id, number) REFERENCES scrutiny.account_statement(event_id, number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint account_rating_event_id_organisation_id_fkey FOREIGN KEY (event_id, organisation_id) REFERENCES scrutiny.account_telling(event_id, organisation_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint account_rating_pkey PRIMARY KEY (event_id, organisation_id, number),
  constraint account_rating_rating_check CHECK (((rating >= 1) AND (rating <= 5)))
);
CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON scrutiny.account_rating FOR EACH ROW EXECUTE FUNCTION scrutiny.keep_account();
alter table scrutiny.account_rating enable row level security;
create policy visible on scrutiny.account_rating for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.account_rating to concordat_reader;

create table scrutiny.account_stance (
  event_id uuid not null,
  place integer not null,
  sector text not null,
  role text not null,
  party text,
  said text not null,
  said_on text not null,
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text not null,
  audience text not null,
  constraint account_stance_event_id_fkey FOREIGN KEY (event_id) REFERENCES scrutiny.account_event(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint account_stance_pkey PRIMARY KEY (event_id, place),
  constraint account_stance_place_check CHECK ((place >= 1)),
  constraint account_stance_role_check CHECK ((role <> ''::text)),
  constraint account_stance_said_check CHECK ((said <> ''::text)),
  constraint account_stance_said_on_check CHECK ((said_on <> ''::text)),
  constraint account_stance_sector_check CHECK ((sector = ANY (ARRAY['nhs'::text, 'councils'::text, 'others'::text])))
);
alter table scrutiny.account_stance enable row level security;
create policy visible on scrutiny.account_stance for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.account_stance to concordat_reader;

create table scrutiny.account_statement (
  event_id uuid not null,
  number integer not null,
  words text not null,
  dataset text,
  audience text not null,
  constraint account_statement_event_id_fkey FOREIGN KEY (event_id) REFERENCES scrutiny.account_event(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint account_statement_number_check CHECK (((number >= 1) AND (number <= 12))),
  constraint account_statement_pkey PRIMARY KEY (event_id, number),
  constraint account_statement_words_check CHECK ((words <> ''::text))
);
alter table scrutiny.account_statement enable row level security;
create policy visible on scrutiny.account_statement for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.account_statement to concordat_reader;

create table scrutiny.account_telling (
  event_id uuid not null,
  organisation_id uuid not null,
  office text not null,
  words text not null,
  dataset text,
  audience text not null,
  constraint account_telling_event_id_organisation_id_fkey FOREIGN KEY (event_id, organisation_id) REFERENCES scrutiny.account_partner(event_id, organisation_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint account_telling_office_check CHECK ((office <> ''::text)),
  constraint account_telling_pkey PRIMARY KEY (event_id, organisation_id),
  constraint account_telling_words_check CHECK ((words <> ''::text))
);
CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON scrutiny.account_telling FOR EACH ROW EXECUTE FUNCTION scrutiny.keep_account();
alter table scrutiny.account_telling enable row level security;
create policy visible on scrutiny.account_telling for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.account_telling to concordat_reader;

create table scrutiny.call_in (
  id uuid not null,
  resolution_id uuid not null,
  proposal_ids uuid[] not null,
  board_id uuid not null,
  reasons text not null,
  by_whom text not null,
  called_on date not null,
  until_on date not null,
  outcome text,
  outcome_words text,
  heard_on date,
  audience text not null,
  constraint call_in_by_whom_check CHECK ((by_whom <> ''::text)),
  constraint call_in_check CHECK ((until_on >= called_on)),
  constraint call_in_check1 CHECK ((heard_on >= called_on)),
  constraint call_in_check2 CHECK ((((outcome IS NULL) = (outcome_words IS NULL)) AND ((outcome IS NULL) = (heard_on IS NULL)))),
  constraint call_in_outcome_check CHECK ((outcome = ANY (ARRAY['stands'::text, 'sent-back'::text, 'to-council'::text]))),
  constraint call_in_pkey PRIMARY KEY (id),
  constraint call_in_reasons_check CHECK ((reasons <> ''::text)),
  constraint call_in_resolution_id_key UNIQUE (resolution_id)
);
CREATE INDEX call_in_proposals ON scrutiny.call_in USING gin (proposal_ids);
alter table scrutiny.call_in enable row level security;
create policy visible on scrutiny.call_in for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.call_in to concordat_reader;

create table scrutiny.contribution (
  id uuid not null,
  review_id uuid not null,
  kind text not null,
  who text not null,
  words text not null,
  source_url text,
  said_on date not null,
  dataset text,
  audience text not null,
  constraint contribution_kind_check CHECK ((kind = ANY (ARRAY['evidence'::text, 'co-optee'::text, 'ward-statement'::text, 'minority-view'::text]))),
  constraint contribution_pkey PRIMARY KEY (id),
  constraint contribution_review_id_fkey FOREIGN KEY (review_id) REFERENCES scrutiny.review(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint contribution_who_check CHECK ((who <> ''::text)),
  constraint contribution_words_check CHECK ((words <> ''::text))
);
CREATE INDEX contribution_review ON scrutiny.contribution USING btree (review_id);
alter table scrutiny.contribution enable row level security;
create policy visible on scrutiny.contribution for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.contribution to concordat_reader;

create table scrutiny.council_answer (
  id uuid not null,
  proposal_id uuid not null,
  council_id uuid not null,
  answer text not null,
  why text not null,
  answered_on date not null,
  replaced_on date,
  audience text not null,
  constraint council_answer_answer_check CHECK ((answer = ANY (ARRAY['substantial'::text, 'not-substantial'::text]))),
  constraint council_answer_check CHECK ((replaced_on >= answered_on)),
  constraint council_answer_pkey PRIMARY KEY (id),
  constraint council_answer_why_check CHECK ((why <> ''::text))
);
CREATE UNIQUE INDEX council_answer_now ON scrutiny.council_answer USING btree (proposal_id, council_id) WHERE (replaced_on IS NULL);
alter table scrutiny.council_answer enable row level security;
create policy visible on scrutiny.council_answer for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.council_answer to concordat_reader;

create table scrutiny.declarant (
  interest_id uuid not null,
  account_id uuid not null,
  audience text not null,
  constraint declarant_interest_id_fkey FOREIGN KEY (interest_id) REFERENCES scrutiny.interest(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint declarant_pkey PRIMARY KEY (interest_id, audience)
);
alter table scrutiny.declarant enable row level security;
create policy visible on scrutiny.declarant for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.declarant to concordat_reader;

create table scrutiny.interest (
  id uuid not null,
  board_id uuid not null,
  office text not null,
  kind text not null,
  words text not null,
  body_id uuid,
  review_id uuid,
  declared_on date not null,
  ended_on date,
  will text,
  dispensation text,
  advice text,
  advised_on date,
  did text,
  did_on date,
  dataset text,
  audience text not null,
  constraint interest_check CHECK ((ended_on >= declared_on)),
  constraint interest_check1 CHECK ((advised_on >= declared_on)),
  constraint interest_check2 CHECK ((did_on >= declared_on)),
  constraint interest_check3 CHECK (((body_id IS NULL) <> (review_id IS NULL))),
  constraint interest_check4 CHECK (((review_id IS NULL) = (will IS NULL))),
  constraint interest_check5 CHECK (((advice IS NULL) = (advised_on IS NULL))),
  constraint interest_check6 CHECK (((did IS NULL) = (did_on IS NULL))),
  constraint interest_check7 CHECK (((kind <> 'disclosable-pecuniary'::text) OR (dispensation IS NOT NULL) OR (will IS NULL) OR (will = 'leaves'::text))),
  constraint interest_did_check CHECK ((did = ANY (ARRAY['left'::text, 'stayed'::text, 'was-not-there'::text]))),
  constraint interest_kind_check CHECK ((kind = ANY (ARRAY['disclosable-pecuniary'::text, 'decided'::text, 'sponsored'::text, 'employed'::text, 'governor'::text, 'sits-on-board'::text, 'family'::text, 'other'::text]))),
  constraint interest_office_check CHECK ((office <> ''::text)),
  constraint interest_pkey PRIMARY KEY (id),
  constraint interest_review_id_fkey FOREIGN KEY (review_id) REFERENCES scrutiny.review(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint interest_will_check CHECK ((will = ANY (ARRAY['leaves'::text, 'asks-advice'::text, 'stays'::text]))),
  constraint interest_words_check CHECK ((words <> ''::text))
);
CREATE INDEX interest_board ON scrutiny.interest USING btree (board_id);
CREATE INDEX interest_review ON scrutiny.interest USING btree (review_id) WHERE (review_id IS NOT NULL);
alter table scrutiny.interest enable row level security;
create policy visible on scrutiny.interest for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.interest to concordat_reader;

create table scrutiny.involvement (
  id uuid not null,
  slug text not null,
  title text not null,
  about text not null,
  body_id uuid,
  asked_on date not null,
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  constraint involvement_about_check CHECK ((about <> ''::text)),
  constraint involvement_pkey PRIMARY KEY (id),
  constraint involvement_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 100))),
  constraint involvement_slug_key UNIQUE (slug),
  constraint involvement_title_check CHECK ((title <> ''::text))
);
CREATE INDEX involvement_body ON scrutiny.involvement USING btree (body_id) WHERE (body_id IS NOT NULL);
alter table scrutiny.involvement enable row level security;
create policy visible on scrutiny.involvement for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.involvement to concordat_reader;

create table scrutiny.involvement_answer (
  involvement_id uuid not null,
  organisation_id uuid not null,
  number integer not null,
  sector text not null,
  degree text not null,
  office text not null,
  words text,
  on_date date not null,
  dataset text,
  audience text not null,
  constraint involvement_answer_degree_check CHECK ((degree = ANY (ARRAY['fully'::text, 'partly'::text, 'told'::text, 'not'::text]))),
  constraint involvement_answer_involvement_id_fkey FOREIGN KEY (involvement_id) REFERENCES scrutiny.involvement(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint involvement_answer_number_check CHECK ((number >= 1)),
  constraint involvement_answer_office_check CHECK ((office <> ''::text)),
  constraint involvement_answer_pkey PRIMARY KEY (involvement_id, organisation_id, number),
  constraint involvement_answer_sector_check CHECK ((sector = ANY (ARRAY['nhs'::text, 'councils'::text, 'others'::text])))
);
alter table scrutiny.involvement_answer enable row level security;
create policy visible on scrutiny.involvement_answer for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.involvement_answer to concordat_reader;

create table scrutiny.involvement_share (
  involvement_id uuid not null,
  who text not null,
  degree text not null,
  percent numeric,
  dataset text not null,
  audience text not null,
  constraint involvement_share_degree_check CHECK ((degree = ANY (ARRAY['fully'::text, 'partly'::text, 'told'::text, 'not'::text]))),
  constraint involvement_share_involvement_id_fkey FOREIGN KEY (involvement_id) REFERENCES scrutiny.involvement(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint involvement_share_percent_check CHECK (((percent >= (0)::numeric) AND (percent <= (100)::numeric))),
  constraint involvement_share_pkey PRIMARY KEY (involvement_id, who, degree),
  constraint involvement_share_who_check CHECK ((who <> ''::text))
);
alter table scrutiny.involvement_share enable row level security;
create policy visible on scrutiny.involvement_share for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.involvement_share to concordat_reader;

create table scrutiny.involvement_telling (
  involvement_id uuid not null,
  number integer not null,
  organisation_id uuid not null,
  on_date date not null,
  how text not null,
  entered_on date not null,
  dataset text,
  audience text not null,
  constraint involvement_telling_check CHECK ((entered_on >= on_date)),
  constraint involvement_telling_how_check CHECK ((how <> ''::text)),
  constraint involvement_telling_involvement_id_fkey FOREIGN KEY (involvement_id) REFERENCES scrutiny.involvement(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint involvement_telling_number_check CHECK ((number >= 1)),
  constraint involvement_telling_pkey PRIMARY KEY (involvement_id, number)
);
alter table scrutiny.involvement_telling enable row level security;
create policy visible on scrutiny.involvement_telling for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.involvement_telling to concordat_reader;

create table scrutiny.joint_appointment (
  id uuid not null,
  proposal_id uuid not null,
  council_id uuid not null,
  board_id uuid not null,
  sort text not null,
  members integer not null,
  decided text not null,
  appointed_on date not null,
  audience text not null,
  ended_on date,
  ended_why text,
  constraint joint_appointment_decided_check CHECK ((decided <> ''::text)),
  constraint joint_appointment_ended CHECK ((((ended_on IS NULL) = (ended_why IS NULL)) AND (ended_on >= appointed_on) AND (ended_why <> ''::text))),
  constraint joint_appointment_members_check CHECK (((members >= 1) AND (members <= 50))),
  constraint joint_appointment_pkey PRIMARY KEY (id),
  constraint joint_appointment_sort_check CHECK ((sort = ANY (ARRAY['standing'::text, 'this-change'::text])))
);
CREATE INDEX joint_appointment_board ON scrutiny.joint_appointment USING btree (board_id);
CREATE UNIQUE INDEX joint_appointment_once ON scrutiny.joint_appointment USING btree (proposal_id, council_id) WHERE (ended_on IS NULL);
alter table scrutiny.joint_appointment enable row level security;
create policy visible on scrutiny.joint_appointment for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.joint_appointment to concordat_reader;

create table scrutiny.minister_request (
  id uuid not null,
  slug text not null,
  proposal_id uuid not null,
  council_id uuid not null,
  kind text not null,
  concern text not null,
  talks text not null,
  sent_on date not null,
  answered_on date,
  answer text,
  audience text not null,
  constraint minister_request_check CHECK ((((kind = 'request'::text) = (sent_on >= '2024-01-31'::date)) AND (kind = ANY (ARRAY['request'::text, 'referral'::text])))),
  constraint minister_request_check1 CHECK ((answered_on >= sent_on)),
  constraint minister_request_check2 CHECK (((answered_on IS NULL) = (answer IS NULL))),
  constraint minister_request_concern_check CHECK ((concern <> ''::text)),
  constraint minister_request_pkey PRIMARY KEY (id),
  constraint minister_request_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 150))),
  constraint minister_request_slug_key UNIQUE (slug),
  constraint minister_request_talks_check CHECK ((talks <> ''::text))
);
CREATE INDEX minister_request_proposal ON scrutiny.minister_request USING btree (proposal_id);
alter table scrutiny.minister_request enable row level security;
create policy visible on scrutiny.minister_request for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.minister_request to concordat_reader;

create table scrutiny.petition (
  id uuid not null,
  board_id uuid not null,
  number integer not null,
  slug text not null,
  started_on date not null,
  closes_on date not null,
  threshold integer not null,
  signatures integer default 0 not null,
  reached_on date,
  state text default 'waiting'::text not null,
  moderated_on date,
  refused_rule text,
  refused_why text,
  meeting_id uuid,
  noted_on date,
  deferred_why text,
  deferred_until date,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  deferred_on date,
  constraint petition_board_id_number_key UNIQUE (board_id, number),
  constraint petition_check CHECK ((closes_on > started_on)),
  constraint petition_check2 CHECK (((state = 'waiting'::text) = (moderated_on IS NULL))),
  constraint petition_check3 CHECK (((state = 'refused'::text) = (refused_rule IS NOT NULL))),
  constraint petition_check4 CHECK (((refused_rule IS NULL) = (refused_why IS NULL))),
  constraint petition_check5 CHECK (((meeting_id IS NULL) = (noted_on IS NULL))),
  constraint petition_check6 CHECK (((deferred_why IS NULL) = (deferred_until IS NULL))),
  constraint petition_deferred_on CHECK (((deferred_on IS NULL) OR (deferred_why IS NOT NULL))),
  constraint petition_number_check CHECK ((number >= 1)),
  constraint petition_pkey PRIMARY KEY (id),
  constraint petition_reached CHECK (((reached_on IS NOT NULL) OR (signatures < threshold))),
  constraint petition_signatures_check CHECK ((signatures >= 0)),
  constraint petition_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 120))),
  constraint petition_slug_key UNIQUE (slug),
  constraint petition_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'published'::text, 'refused'::text]))),
  constraint petition_threshold_check CHECK ((threshold >= 1))
);
alter table scrutiny.petition enable row level security;
create policy visible on scrutiny.petition for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.petition to concordat_reader;

create table scrutiny.petition_content (
  petition_id uuid not null,
  title text not null,
  words text not null,
  dataset text,
  audience text not null,
  constraint petition_content_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES scrutiny.petition(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint petition_content_pkey PRIMARY KEY (petition_id),
  constraint petition_content_title_check CHECK ((title <> ''::text)),
  constraint petition_content_words_check CHECK ((words <> ''::text))
);
alter table scrutiny.petition_content enable row level security;
create policy visible on scrutiny.petition_content for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.petition_content to concordat_reader;

create table scrutiny.petition_count (
  petition_id uuid not null,
  on_day date not null,
  signatures integer not null,
  audience text not null,
  constraint petition_count_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES scrutiny.petition(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint petition_count_pkey PRIMARY KEY (petition_id, on_day),
  constraint petition_count_signatures CHECK ((signatures >= 0))
);
alter table scrutiny.petition_count enable row level security;
create policy visible on scrutiny.petition_count for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.petition_count to concordat_reader;

create table scrutiny.petition_rule (
  board_id uuid not null,
  from_on date not null,
  signatures integer not null,
  who text not null,
  source text not null,
  dataset text,
  audience text not null,
  constraint petition_rule_pkey PRIMARY KEY (board_id, from_on),
  constraint petition_rule_signatures_check CHECK (((signatures >= 1) AND (signatures <= 1000000))),
  constraint petition_rule_source_check CHECK ((source <> ''::text)),
  constraint petition_rule_who_check CHECK ((who <> ''::text))
);
alter table scrutiny.petition_rule enable row level security;
create policy visible on scrutiny.petition_rule for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.petition_rule to concordat_reader;

create table scrutiny.petition_signature (
  petition_id uuid not null,
  account_id text not null,
  constraint petition_signature_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES scrutiny.petition(id) ON DELETE CASCADE,
  constraint petition_signature_pkey PRIMARY KEY (petition_id, account_id)
);

create table scrutiny.programme_item (
  id uuid not null,
  board_id uuid not null,
  title text not null,
  why text not null,
  wished_by text not null,
  planned_on date not null,
  review_id uuid,
  dropped_on date,
  dropped_why text,
  added_on date not null,
  dataset text,
  audience text not null,
  constraint programme_item_check CHECK (((dropped_on IS NULL) = (dropped_why IS NULL))),
  constraint programme_item_pkey PRIMARY KEY (id),
  constraint programme_item_review_id_fkey FOREIGN KEY (review_id) REFERENCES scrutiny.review(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  constraint programme_item_title_check CHECK ((title <> ''::text)),
  constraint programme_item_why_check CHECK ((why <> ''::text)),
  constraint programme_item_wished_by_check CHECK ((wished_by = ANY (ARRAY['member'::text, 'public'::text, 'healthwatch'::text, 'officer'::text, 'nhs'::text, 'sign'::text])))
);
CREATE INDEX programme_board ON scrutiny.programme_item USING btree (board_id, planned_on);
alter table scrutiny.programme_item enable row level security;
create policy visible on scrutiny.programme_item for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.programme_item to concordat_reader;

create table scrutiny.quality_account (
  board_id uuid not null,
  body_id uuid not null,
  year integer not null,
  received_on date not null,
  statement text,
  says text,
  said_on date,
  audience text not null,
  constraint quality_account_check CHECK ((received_on >= make_date((year + 1), 4, 1))),
  constraint quality_account_check1 CHECK ((said_on >= received_on)),
  constraint quality_account_check2 CHECK ((((says IS NULL) = (said_on IS NULL)) AND ((statement IS NOT NULL) = (says IS NOT NULL)))),
  constraint quality_account_pkey PRIMARY KEY (board_id, body_id, year),
  constraint quality_account_says_check CHECK ((says = ANY (ARRAY['statement'::text, 'no-statement'::text]))),
  constraint quality_account_year_check CHECK (((year >= 2009) AND (year <= 2100)))
);
alter table scrutiny.quality_account enable row level security;
create policy visible on scrutiny.quality_account for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.quality_account to concordat_reader;

create table scrutiny.question (
  id uuid not null,
  organisation_id uuid not null,
  number integer not null,
  slug text not null,
  asked_on date not null,
  foi boolean not null,
  due_on date,
  state text default 'waiting'::text not null,
  moderated_on date,
  refused_rule text,
  refused_why text,
  answerer text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  constraint question_answerer_check CHECK ((answerer <> ''::text)),
  constraint question_check CHECK ((due_on > asked_on)),
  constraint question_check1 CHECK ((moderated_on >= asked_on)),
  constraint question_check2 CHECK (((state = 'waiting'::text) = (moderated_on IS NULL))),
  constraint question_check3 CHECK (((state = 'refused'::text) = (refused_rule IS NOT NULL))),
  constraint question_check4 CHECK (((refused_rule IS NULL) = (refused_why IS NULL))),
  constraint question_number_check CHECK ((number >= 1)),
  constraint question_organisation_id_number_key UNIQUE (organisation_id, number),
  constraint question_pkey PRIMARY KEY (id),
  constraint question_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 120))),
  constraint question_slug_key UNIQUE (slug),
  constraint question_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'published'::text, 'refused'::text])))
);
alter table scrutiny.question enable row level security;
create policy visible on scrutiny.question for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.question to concordat_reader;

create table scrutiny.question_answer (
  question_id uuid not null,
  number integer not null,
  office text not null,
  words text not null,
  outcome text not null,
  on_date date not null,
  dataset text,
  audience text not null,
  constraint question_answer_number_check CHECK ((number >= 1)),
  constraint question_answer_office_check CHECK ((office <> ''::text)),
  constraint question_answer_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'partly'::text, 'withheld'::text, 'not-held'::text]))),
  constraint question_answer_pkey PRIMARY KEY (question_id, number),
  constraint question_answer_question_id_fkey FOREIGN KEY (question_id) REFERENCES scrutiny.question(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint question_answer_words_check CHECK ((words <> ''::text))
);
CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON scrutiny.question_answer FOR EACH ROW EXECUTE FUNCTION scrutiny.keep_answer();
alter table scrutiny.question_answer enable row level security;
create policy visible on scrutiny.question_answer for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.question_answer to concordat_reader;

create table scrutiny.question_asker (
  question_id uuid not null,
  account_id text not null,
  reply_name text,
  reply_to text,
  audience text not null,
  constraint question_asker_pkey PRIMARY KEY (question_id),
  constraint question_asker_question_id_fkey FOREIGN KEY (question_id) REFERENCES scrutiny.question(id) ON DELETE CASCADE
);
CREATE INDEX question_asker_account ON scrutiny.question_asker USING btree (account_id);
alter table scrutiny.question_asker enable row level security;
create policy visible on scrutiny.question_asker for select to concordat_reader using (kernel.visible(audience));

create table scrutiny.question_content (
  question_id uuid not null,
  title text not null,
  words text not null,
  found_by tsvector generated always as (to_tsvector('english'::regconfig, ((title || ' '::text) || words))) stored,
  dataset text,
  audience text not null,
  constraint question_content_pkey PRIMARY KEY (question_id),
  constraint question_content_question_id_fkey FOREIGN KEY (question_id) REFERENCES scrutiny.question(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint question_content_title_check CHECK ((title <> ''::text)),
  constraint question_content_words_check CHECK ((words <> ''::text))
);
CREATE INDEX question_found ON scrutiny.question_content USING gin (found_by);
alter table scrutiny.question_content enable row level security;
create policy visible on scrutiny.question_content for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.question_content to concordat_reader;

create table scrutiny.recommendation (
  id uuid not null,
  review_id uuid not null,
  number integer not null,
  body_id uuid not null,
  words text not null,
  why text not null,
  made_on date not null,
  asked_on date,
  replied_on date,
  stance text,
  reply text,
  replied_from text,
  dataset text,
  audience text not null,
  constraint recommendation_check CHECK ((asked_on >= made_on)),
  constraint recommendation_check1 CHECK ((replied_on >= made_on)),
  constraint recommendation_check2 CHECK ((((replied_on IS NULL) = (stance IS NULL)) AND ((replied_on IS NULL) = (reply IS NULL)) AND ((replied_on IS NULL) = (replied_from IS NULL)))),
  constraint recommendation_number_check CHECK ((number >= 1)),
  constraint recommendation_pkey PRIMARY KEY (id),
  constraint recommendation_replied_from_check CHECK ((replied_from = ANY (ARRAY['own'::text, 'received'::text, 'source'::text]))),
  constraint recommendation_review_id_fkey FOREIGN KEY (review_id) REFERENCES scrutiny.review(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint recommendation_review_id_number_key UNIQUE (review_id, number),
  constraint recommendation_stance_check CHECK ((stance = ANY (ARRAY['accepted'::text, 'in-part'::text, 'not-accepted'::text]))),
  constraint recommendation_why_check CHECK ((why <> ''::text)),
  constraint recommendation_words_check CHECK ((words <> ''::text))
);
CREATE INDEX recommendation_body ON scrutiny.recommendation USING btree (body_id);
alter table scrutiny.recommendation enable row level security;
create policy visible on scrutiny.recommendation for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.recommendation to concordat_reader;

create table scrutiny.recommendation_check (
  recommendation_id uuid not null,
  months integer not null,
  checked_on date not null,
  found text not null,
  words text not null,
  dataset text,
  audience text not null,
  constraint recommendation_check_found_check CHECK ((found = ANY (ARRAY['done'::text, 'in-part'::text, 'not-done'::text, 'cannot-tell'::text]))),
  constraint recommendation_check_months_check CHECK ((months = ANY (ARRAY[6, 12]))),
  constraint recommendation_check_pkey PRIMARY KEY (recommendation_id, months),
  constraint recommendation_check_recommendation_id_fkey FOREIGN KEY (recommendation_id) REFERENCES scrutiny.recommendation(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint recommendation_check_words_check CHECK ((words <> ''::text))
);
alter table scrutiny.recommendation_check enable row level security;
create policy visible on scrutiny.recommendation_check for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.recommendation_check to concordat_reader;

create table scrutiny.request (
  id uuid not null,
  review_id uuid not null,
  number integer not null,
  body_id uuid not null,
  kind text not null,
  words text not null,
  asked_on date not null,
  wanted_by date,
  answered_on date,
  outcome text,
  answer text,
  answered_from text,
  dataset text,
  audience text not null,
  constraint request_answered_from_check CHECK ((answered_from = ANY (ARRAY['own'::text, 'received'::text, 'source'::text]))),
  constraint request_check CHECK ((wanted_by >= asked_on)),
  constraint request_check1 CHECK ((answered_on >= asked_on)),
  constraint request_check2 CHECK ((((answered_on IS NULL) = (outcome IS NULL)) AND ((answered_on IS NULL) = (answer IS NULL)) AND ((answered_on IS NULL) = (answered_from IS NULL)))),
  constraint request_kind_check CHECK ((kind = ANY (ARRAY['information'::text, 'attendance'::text]))),
  constraint request_number_check CHECK ((number >= 1)),
  constraint request_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'in-part'::text, 'refused'::text]))),
  constraint request_pkey PRIMARY KEY (id),
  constraint request_review_id_fkey FOREIGN KEY (review_id) REFERENCES scrutiny.review(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint request_review_id_number_key UNIQUE (review_id, number),
  constraint request_words_check CHECK ((words <> ''::text))
);
CREATE INDEX request_body ON scrutiny.request USING btree (body_id);
alter table scrutiny.request enable row level security;
create policy visible on scrutiny.request for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.request to concordat_reader;

create table scrutiny.review (
  id uuid not null,
  slug text not null,
  board_id uuid not null,
  title text not null,
  terms text not null,
  body_id uuid,
  sign text,
  indicator text,
  opened_on date not null,
  ended_on date,
  ending text,
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  version integer default 1 not null,
  constraint review_check CHECK ((ended_on >= opened_on)),
  constraint review_check1 CHECK (((ended_on IS NULL) = (ending IS NULL))),
  constraint review_check2 CHECK (((sign IS NULL) OR (basis <> 'illustrative'::text))),
  constraint review_check3 CHECK (((indicator IS NULL) OR (basis = 'illustrative'::text))),
  constraint review_pkey PRIMARY KEY (id),
  constraint review_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 100))),
  constraint review_slug_key UNIQUE (slug),
  constraint review_terms_check CHECK ((terms <> ''::text)),
  constraint review_title_check CHECK ((title <> ''::text))
);
CREATE INDEX review_board ON scrutiny.review USING btree (board_id);
CREATE INDEX review_body ON scrutiny.review USING btree (body_id) WHERE (body_id IS NOT NULL);
CREATE INDEX review_indicator ON scrutiny.review USING btree (indicator) WHERE (indicator IS NOT NULL);
CREATE INDEX review_sign ON scrutiny.review USING btree (sign) WHERE (sign IS NOT NULL);
alter table scrutiny.review enable row level security;
create policy visible on scrutiny.review for select to concordat_reader using (kernel.visible(audience));
grant select on table scrutiny.review to concordat_reader;
