-- The replica's own tables. A model's table is generated from the schema, and no name of a model's
-- table begins like these unless it ends in digits.
-- Times are milliseconds since the epoch. A key is the text form of the item's key.

create table _outbox (
    -- The seq of the change that the mutation's edit made: mutations were accepted in this order.
    id bigint primary key,
    model text collate "C" not null,
    key text collate "C" not null,
    kind text not null,
    fields json not null,
    -- In the form of a filter; null when the mutation has none.
    condition json,
    -- Pairs of model and key.
    related json not null,
    saved_at bigint not null,
    attempts integer not null,
    conflicts integer not null,
    standing text not null,
    last_error text
);

create index _outbox_by_key on _outbox (model, key);

create index _outbox_held on _outbox (id) where standing = 'HELD';

create table _change (
    seq bigint primary key,
    model text collate "C" not null,
    key text collate "C" not null,
    kind text not null,
    origin text not null,
    before json,
    after json not null,
    at bigint not null
);

create table _checkpoint (
    model text collate "C" primary key,
    -- Backend clock.
    started_at bigint not null,
    -- Local clock.
    base_synced_at bigint not null
);

create table _setting (
    name text collate "C" primary key,
    value json not null
);
