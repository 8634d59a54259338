-- Sums over everybody who gave figures ask for some months of an indicator, whoever they are about.
create index observation_period on purpose.observation (indicator_id, period_end);
