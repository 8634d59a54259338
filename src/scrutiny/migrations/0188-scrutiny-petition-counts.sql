-- How many had signed a petition at the end of a day on which somebody did: the page of an earlier day shows that day's count.
create table scrutiny.petition_count (
  petition_id uuid not null references scrutiny.petition on delete cascade deferrable initially deferred,
  on_day date not null,
  signatures integer not null check (signatures > 0),
  audience text not null,
  primary key (petition_id, on_day)
);
call kernel.guard('scrutiny.petition_count');
