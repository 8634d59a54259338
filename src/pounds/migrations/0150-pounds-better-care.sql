-- The Better Care Fund changes every year: its lists, checks and dates are rows with a year and a mark, and each fund's plan and returns are held beside them.
create table pounds.bcf_item (
  place integer not null,
  document text not null check (document in ('plan', 'return', 'q1', 'q2', 'q3', 'year-end')),
  kind text not null check (kind in ('sheet', 'income', 'column', 'area', 'commissioner', 'provider', 'standing', 'activity', 'sub-type',
    'objective', 'condition', 'measure', 'progress', 'statement', 'answer', 'signature', 'deadline', 'check', 'known')),
  key text not null check (key <> ''),
  -- The activity that a sub-type belongs to; empty for everything else.
  parent text not null default '',
  words text not null check (words <> ''),
  detail text,
  -- The years it held in, as "2023-24"; both counted.
  first_year text not null check (first_year ~ '^\d{4}-\d{2}$'),
  last_year text not null check (last_year ~ '^\d{4}-\d{2}$'),
  mark text not null check (mark in ('confirmed', 'to-be-checked')),
  source text,
  dataset text,
  audience text not null,
  primary key (document, kind, parent, key, first_year),
  check (first_year <= last_year),
  check (mark = 'to-be-checked' or source is not null)
);
call kernel.guard('pounds.bcf_item');

-- A fund's plan, and its returns of the year. Each change makes a new version, so that a signature says what was signed.
create table pounds.bcf_document (
  fund_id uuid not null references pounds.fund on delete cascade deferrable initially deferred,
  document text not null check (document in ('plan', 'q1', 'q2', 'q3', 'year-end')),
  version integer not null check (version >= 1),
  audience text not null,
  primary key (fund_id, document)
);
call kernel.guard('pounds.bcf_document');

-- A plan's income by source of funding and party, beside what was published; in a return, what has come in and gone out.
create table pounds.bcf_income (
  fund_id uuid not null,
  document text not null,
  source_of_funding text not null,
  party text not null,
  -- A district, where the Disabled Facilities Grant is broken down; else empty.
  label text not null default '',
  amount_pence bigint not null check (amount_pence >= 0),
  published_pence bigint check (published_pence >= 0),
  published_where text,
  -- Of the NHS minimum: the published floors of social care and of out-of-hospital care. Of discharge funding: the board's whole allocation.
  social_care_pence bigint check (social_care_pence >= 0),
  out_of_hospital_pence bigint check (out_of_hospital_pence >= 0),
  allocation_pence bigint check (allocation_pence >= 0),
  spent_pence bigint check (spent_pence >= 0),
  audience text not null,
  primary key (fund_id, document, source_of_funding, party, label),
  foreign key (fund_id, document) references pounds.bcf_document on delete cascade,
  check ((published_pence is null and social_care_pence is null and out_of_hospital_pence is null and allocation_pence is null) or published_where is not null)
);
call kernel.guard('pounds.bcf_income');

-- One line of spending: what a scheme spends from one source of funding.
create table pounds.bcf_line (
  fund_id uuid not null,
  document text not null,
  scheme text not null check (scheme <> ''),
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
  nhs_percent integer check (nhs_percent between 0 and 100),
  council_percent integer check (council_percent between 0 and 100),
  provider text,
  standing text,
  outputs bigint check (outputs >= 0),
  unit text,
  amount_pence bigint not null check (amount_pence >= 0),
  audience text not null,
  primary key (fund_id, document, scheme, source_of_funding),
  foreign key (fund_id, document) references pounds.bcf_document on delete cascade
);
call kernel.guard('pounds.bcf_line');

create table pounds.bcf_answer (
  fund_id uuid not null,
  document text not null,
  condition text not null,
  met boolean not null,
  words text,
  audience text not null,
  primary key (fund_id, document, condition),
  foreign key (fund_id, document) references pounds.bcf_document on delete cascade,
  -- A condition that is not met needs its reason.
  check (met or words is not null)
);
call kernel.guard('pounds.bcf_answer');

-- What a plan aims at, or what a return reports. "No data" is an answer of its own, and no figure.
create table pounds.bcf_measure (
  fund_id uuid not null,
  document text not null,
  measure text not null,
  planned numeric,
  actual numeric,
  progress text,
  words text,
  audience text not null,
  primary key (fund_id, document, measure),
  foreign key (fund_id, document) references pounds.bcf_document on delete cascade,
  check (planned is not null or actual is not null or progress is not null)
);
call kernel.guard('pounds.bcf_measure');

-- Who signed which version, on which day, and in which office it was entered here.
create table pounds.bcf_signature (
  fund_id uuid not null,
  document text not null,
  role text not null,
  party text not null,
  version integer not null,
  signed_on date not null,
  office text not null,
  audience text not null,
  primary key (fund_id, document, role, party, version),
  foreign key (fund_id, document) references pounds.bcf_document on delete cascade
);
call kernel.guard('pounds.bcf_signature');
