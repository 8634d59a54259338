-- How far partners were involved in a plan or decision: each says it itself, beside what the record shows of who was told when.
create table scrutiny.involvement (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  title text not null check (title <> ''),
  about text not null check (about <> ''),
  -- The body whose plan it is; null: known from sources.
  body_id uuid,
  asked_on date not null,
  source text not null,
  source_url text,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null
);
create index involvement_body on scrutiny.involvement (body_id) where body_id is not null;
call kernel.guard('scrutiny.involvement');

-- A partner's own word; what it says later stands beside what it said before.
create table scrutiny.involvement_answer (
  involvement_id uuid not null references scrutiny.involvement on delete cascade deferrable initially deferred,
  organisation_id uuid not null,
  number integer not null check (number >= 1),
  sector text not null check (sector in ('nhs', 'councils', 'others')),
  degree text not null check (degree in ('fully', 'partly', 'told', 'not')),
  office text not null check (office <> ''),
  words text,
  on_date date not null,
  dataset text,
  audience text not null,
  primary key (involvement_id, organisation_id, number)
);
call kernel.guard('scrutiny.involvement_answer');

-- That a partner was told, asked or worked with, on a day, as the body whose plan it is says.
create table scrutiny.involvement_telling (
  involvement_id uuid not null references scrutiny.involvement on delete cascade deferrable initially deferred,
  number integer not null check (number >= 1),
  organisation_id uuid not null,
  on_date date not null,
  how text not null check (how <> ''),
  entered_on date not null check (entered_on >= on_date),
  dataset text,
  audience text not null,
  primary key (involvement_id, number)
);
call kernel.guard('scrutiny.involvement_telling');

-- What surveys published: shares of the partners of one sort, in per cent.
create table scrutiny.involvement_share (
  involvement_id uuid not null references scrutiny.involvement on delete cascade deferrable initially deferred,
  who text not null check (who <> ''),
  degree text not null check (degree in ('fully', 'partly', 'told', 'not')),
  -- Null: not printed.
  percent numeric check (percent between 0 and 100),
  dataset text not null,
  audience text not null,
  primary key (involvement_id, who, degree)
);
call kernel.guard('scrutiny.involvement_share');
