-- A zip file may hold several tables; the run names the one that is imported, so that every turn of work reads the same.
alter table platform.import_run add column member text;
