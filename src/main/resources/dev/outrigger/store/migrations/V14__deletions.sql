-- A pull whose pages have all come goes on with the comparison of keys, and not with a page.

alter table _page_checkpoint alter column next_token drop not null;

-- What the pages of repeated base syncs have brought, until these end: hashes of keys.

create table _seen_key (
    model text collate "C" not null,
    hash bigint not null
);
