-- Imported figures come with published limits; each count of what is held has a stamp, so that what is worked out from the figures can be kept until they change.
alter table purpose.observation add column lower numeric;
alter table purpose.observation add column upper numeric;
alter table purpose.observation add constraint observation_limits_hold_value
  check ((lower is null) = (upper is null) and (lower is null or (status in ('value', 'zero') and lower <= value and value <= upper)));
alter table purpose.cover add column stamp uuid not null default gen_random_uuid();
