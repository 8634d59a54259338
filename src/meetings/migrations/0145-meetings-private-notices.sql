-- Notices of the private part of an executive's meeting, private decisions without a meeting, and boards that belong to no body.
alter table meetings.meeting add column keeper_id uuid references place.organisation deferrable initially deferred;
comment on column meetings.meeting.keeper_id is 'Who keeps the papers of a board that belongs to no body; absent: the board''s own body.';

alter table meetings.resolution add column public_interest text;

create table meetings.private_notice (
  id uuid primary key,
  meeting_id uuid not null references meetings.meeting on delete cascade,
  -- The first notice, the second, or the agreement that the private part is urgent.
  step text not null check (step in ('first', 'second', 'agreement')),
  on_date date not null,
  reasons text not null check (reasons <> ''),
  -- Of the second notice: what others said about a private meeting, and what the executive answered.
  representations text,
  response text,
  agreed_by text,
  audience text not null,
  unique (meeting_id, step),
  check ((step = 'second') = (representations is not null and response is not null)),
  check ((step = 'agreement') = (agreed_by is not null))
);
call kernel.guard('meetings.private_notice');
