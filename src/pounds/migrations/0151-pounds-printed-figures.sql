-- Figures that a source prints and that can be worked out from others it prints: both stay, with the gap between them.
create table pounds.printed_figure (
  fund_id uuid not null references pounds.fund on delete cascade deferrable initially deferred,
  place integer not null,
  label text not null check (label <> ''),
  printed_pence bigint not null,
  -- What it is made of, in words, and the printed amounts in that order; a part taken away is below nought.
  parts_words text not null check (parts_words <> ''),
  parts_pence bigint[] not null check (cardinality(parts_pence) >= 1),
  note text,
  source text not null,
  seen date not null,
  dataset text,
  audience text not null,
  primary key (fund_id, place)
);
call kernel.guard('pounds.printed_figure');
