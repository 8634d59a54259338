-- Who delivers a scheme is shown under the name that was entered: the key in the books has lost its capitals and marks.
alter table pounds.scheme add column body_name text
  check (body_name is null or (body_name <> '' and body is not null));
