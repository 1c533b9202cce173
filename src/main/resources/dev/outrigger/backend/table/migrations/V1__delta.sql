-- Every version of every item, for as long as a delta sync may ask for it. Writers hold the
-- backend's advisory lock, so that seq and changed_at grow together and in commit order.
create table _delta (
    seq        bigint primary key,
    model      text collate "C" not null,
    key        text collate "C" not null,
    version    bigint not null,
    changed_at bigint not null,
    deleted    boolean not null,
    item       jsonb not null
);

create index _delta_sync on _delta (model, changed_at, seq);
