-- Which council appointed members to which joint scrutiny committee for a change that it considers substantial: each for itself.
create table scrutiny.joint_appointment (
  id uuid primary key,
  proposal_id uuid not null,
  council_id uuid not null,
  -- The joint scrutiny committee, a board kept by one of them or by none.
  board_id uuid not null,
  -- Standing for more than this change, or appointed for it alone.
  sort text not null check (sort in ('standing', 'this-change')),
  members integer not null check (members between 1 and 50),
  -- Where and when the council decided it, in words for everybody.
  decided text not null check (decided <> ''),
  appointed_on date not null,
  audience text not null
);
-- A council sits on one committee for one change.
create unique index joint_appointment_once on scrutiny.joint_appointment (proposal_id, council_id);
create index joint_appointment_board on scrutiny.joint_appointment (board_id);
call kernel.guard('scrutiny.joint_appointment');
