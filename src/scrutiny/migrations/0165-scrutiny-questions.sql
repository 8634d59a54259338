-- Questions that anyone puts to a body kept here. That one was put is public at once; its words only after somebody has read them.
create table scrutiny.question (
  id uuid primary key,
  organisation_id uuid not null,
  number integer not null check (number >= 1),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
  asked_on date not null,
  -- A request under the Freedom of Information Act 2000.
  foi boolean not null,
  -- The last day in time as counted when it was asked; null: cannot be counted.
  due_on date check (due_on > asked_on),
  state text not null default 'waiting' check (state in ('waiting', 'published', 'refused')),
  moderated_on date check (moderated_on >= asked_on),
  refused_rule text,
  refused_why text,
  answerer text check (answerer <> ''),
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null,
  unique (organisation_id, number),
  check ((state = 'waiting') = (moderated_on is null)),
  -- Whoever refuses names a rule and says why.
  check ((state = 'refused') = (refused_rule is not null)),
  check ((refused_rule is null) = (refused_why is null))
);
call kernel.guard('scrutiny.question');

-- The words: of the body alone until they are published. What is refused is deleted, but for a request that the law asks to answer.
create table scrutiny.question_content (
  question_id uuid primary key references scrutiny.question on delete cascade deferrable initially deferred,
  title text not null check (title <> ''),
  words text not null check (words <> ''),
  found_by tsvector generated always as (to_tsvector('english', title || ' ' || words)) stored,
  dataset text,
  audience text not null
);
create index question_found on scrutiny.question_content using gin (found_by);
call kernel.guard('scrutiny.question_content');

-- Who asked: for the body's answer by post, never public, gone when the sign-in is closed. The account is for nobody to read.
create table scrutiny.question_asker (
  question_id uuid primary key references scrutiny.question on delete cascade,
  account_id text not null,
  reply_name text,
  reply_to text,
  audience text not null
);
create index question_asker_account on scrutiny.question_asker (account_id);
alter table scrutiny.question_asker enable row level security;
create policy visible on scrutiny.question_asker for select to concordat_reader using (kernel.visible(audience));
grant select (question_id, reply_name, reply_to, audience) on scrutiny.question_asker to concordat_reader;

create table scrutiny.question_answer (
  question_id uuid not null references scrutiny.question on delete cascade deferrable initially deferred,
  number integer not null check (number >= 1),
  office text not null check (office <> ''),
  words text not null check (words <> ''),
  outcome text not null check (outcome in ('answered', 'partly', 'withheld', 'not-held')),
  on_date date not null,
  dataset text,
  audience text not null,
  primary key (question_id, number)
);
call kernel.guard('scrutiny.question_answer');

-- What was published or answered stays as it is; a further answer stands beside the first. Shipped examples come and go with their file.
create function scrutiny.keep_answer() returns trigger
language plpgsql as $$
begin
  if old.dataset is null then
    raise exception 'An answer stays as it was given.'
      using errcode = 'restrict_violation', hint = 'Give a further answer: it stands beside the first.';
  end if;
  return coalesce(new, old);
end $$;
create trigger kept before update or delete on scrutiny.question_answer
  for each row execute function scrutiny.keep_answer();
