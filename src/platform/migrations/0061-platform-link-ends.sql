-- A link is seen by whoever sees both its ends, as the search index holds them with their audience; a thing that no module describes is seen by nobody.
alter table kernel.link enable row level security;
create policy both_ends_visible on kernel.link for select to concordat_reader using (
  exists (select from platform.document where document.subject = link.from_subject)
  and exists (select from platform.document where document.subject = link.to_subject));
