-- What bodies kept here may enter themselves, until a place can define indicators of its own.
insert into purpose.indicator (id, name, about, unit, direction, numerator, denominator, collection, breaks, kept_here, dataset) values
  ('local.home-within-two-days', 'People home within two days of being ready',
   'Of the people who left hospital in the period, the share who did so within two days of being ready to leave.',
   'per cent', 'higher-better', 'people who left within two days of being ready', 'people who left hospital',
   'Kept here', 'Each body counts for itself: compare a body with itself over time, not with others.', true, 'local'),
  ('local.waiting-for-care-at-home', 'People waiting for care at home to begin',
   'People on the last day of the period whose care at home was agreed and had not begun.',
   'people', 'lower-better', null, null,
   'Kept here', 'Each body counts for itself: compare a body with itself over time, not with others.', true, 'local'),
  ('local.step-down-beds-open', 'Step-down beds open',
   'Beds outside the acute hospital that were staffed and could be used on the last day of the period.',
   'beds', 'neither', null, null,
   'Kept here', 'Each body counts for itself: compare a body with itself over time, not with others.', true, 'local');
