-- Changes that other nodes have not been told of yet: written with the act, so that a killed node leaves none untold.
create table kernel.untold (
  subject text not null,
  act text not null,
  since timestamptz not null default now(),
  primary key (subject, act)
);
create index untold_act on kernel.untold (act);
