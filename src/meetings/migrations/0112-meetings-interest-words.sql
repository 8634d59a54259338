-- Who declared an interest and left is public also where the item is private; what was declared then stays with the organisation.
alter table meetings.interest alter column words drop not null;

create table meetings.interest_content (
  interest_id uuid primary key references meetings.interest on delete cascade,
  words text not null check (words <> ''),
  audience text not null
);
call kernel.guard('meetings.interest_content');
