-- Places that copied a practice, and what came of it, in their own account.
create table priorities.practice_copy (
  id uuid primary key,
  -- The address of the practice: it may leave the shipped file, and what was done stays.
  practice text not null,
  area_id uuid not null,
  entered_by uuid not null,
  entered_on date not null,
  since text not null check (since <> ''),
  changed text not null check (changed <> ''),
  -- Null: not said yet.
  came_words text check (came_words <> ''),
  came_on date,
  -- The claim by which what came of it is held against figures.
  claim text,
  basis text not null,
  check ((came_words is null) = (came_on is null)),
  check (claim is null or came_words is not null)
);
create unique index practice_copy_once on priorities.practice_copy (practice, area_id);
call kernel.publish('priorities.practice_copy');
