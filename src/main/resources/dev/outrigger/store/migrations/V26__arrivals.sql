-- Runs of changes that stand for many new items of one model: what each of them brought is the item
-- itself, whose row has the change's seq as its `_insertion`. Before such a row is touched, its
-- change becomes a row of `_change`.

create table _arrival (
    last_seq bigint primary key,
    first_seq bigint not null,
    model text collate "C" not null,
    -- Local clock.
    at bigint not null
);
