-- An appointment to a joint committee ends, by its council or by whoever keeps the committee: what it allowed does not last for ever.
alter table scrutiny.joint_appointment
  add column ended_on date,
  add column ended_why text,
  add constraint joint_appointment_ended check (
    (ended_on is null) = (ended_why is null) and ended_on >= appointed_on and ended_why <> '');
drop index scrutiny.joint_appointment_once;
create unique index joint_appointment_once on scrutiny.joint_appointment (proposal_id, council_id) where ended_on is null;
