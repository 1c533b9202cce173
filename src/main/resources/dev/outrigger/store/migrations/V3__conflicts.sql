-- Conflicts, each written in the transaction that settled its mutation.

create table _conflict (
    -- The mutation's id and the version that it met.
    id text collate "C" primary key,
    -- The order in which they were noted; the oldest resolved ones are deleted first.
    position bigint generated always as identity unique,
    mutation bigint not null,
    model text collate "C" not null,
    key text collate "C" not null,
    kind text not null,
    -- Fields of the mutation as it was made from them; null when there was no item.
    base json,
    local json not null,
    -- The backend's item; null when it has no trace of it, or does not show it.
    remote json,
    remote_version bigint,
    -- Backend clock.
    remote_changed_at bigint,
    remote_deleted boolean,
    reason text not null,
    strategy text not null,
    outcome text not null,
    -- The fields that went out again; null when nothing did.
    result json,
    -- Local clock.
    at bigint not null,
    settled_at bigint
);

create index _conflict_by_model on _conflict (model, position);

create index _conflict_open on _conflict (position) where settled_at is null;

-- What was made from a deleted item brings it back.
alter table _outbox add column base_deleted boolean not null default false;
