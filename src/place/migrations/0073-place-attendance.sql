-- How many of each group came to a meeting, as a source lists them.
create table place.board_attendance (
  board_id uuid not null references place.board deferrable initially deferred,
  on_date date not null,
  -- The group in the words of the source, as a slug: a voice of ours where they are the same.
  present_as text not null check (present_as ~ '^[a-z]+(-[a-z]+)*$'),
  present integer not null check (present >= 0),
  source text not null,
  seen date not null,
  basis text not null,
  dataset text,
  audience text not null default 'public',
  primary key (board_id, on_date, present_as)
);
call kernel.guard('place.board_attendance');
