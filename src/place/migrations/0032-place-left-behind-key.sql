-- Two modules may each leave something behind about the same thing: a board and the seats on it, an area and its fund.
alter table place.left_behind drop constraint left_behind_pkey;
alter table place.left_behind add primary key (organisation_id, subject, title);

-- Which board an opened entry was about; asked whenever the record opens one.
create index board_sealed_entry on place.board (sealed_entry) where sealed_entry is not null;
