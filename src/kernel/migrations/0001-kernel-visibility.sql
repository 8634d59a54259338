-- One visibility check for everything a viewer reads: row security on every table that has an audience.
create schema if not exists kernel;

-- Read snapshots run as this role, which owns nothing and sees only rows that pass kernel.visible().
do $$
begin
  create role concordat_reader nologin;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  execute format('grant concordat_reader to %I', current_user);
end $$;

create function kernel.visible(audience text) returns boolean
language sql stable parallel safe
return audience = any (string_to_array(coalesce(current_setting('concordat.audiences', true), 'public'), ','));

-- A table whose rows have an audience: readers see the rows that are visible to them.
create procedure kernel.guard(guarded regclass)
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('create policy visible on %s for select to concordat_reader using (kernel.visible(audience))', guarded);
  execute format('grant select on %s to concordat_reader', guarded);
end $$;

-- A table with nothing but public facts.
create procedure kernel.publish(published regclass)
language plpgsql as $$
begin
  execute format('grant select on %s to concordat_reader', published);
end $$;

grant usage on schema kernel to concordat_reader;
grant execute on function kernel.visible(text) to concordat_reader;

create collation kernel.natural_order (provider = icu, locale = 'en-GB-u-kn-true');
