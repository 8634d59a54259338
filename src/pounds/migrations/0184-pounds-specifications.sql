-- What a scheme's deliverer is asked for stands with the scheme, where everybody can read it.
alter table pounds.scheme add column specification text check (specification <> '');
