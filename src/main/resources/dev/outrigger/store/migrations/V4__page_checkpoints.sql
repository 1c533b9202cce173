-- Pulls that have not ended: where each goes on, and how much it has brought. A model that is not
-- here is not being pulled, or was pulled to its end.

create table _page_checkpoint (
    model text collate "C" primary key,
    kind text not null,
    -- Backend clock; null for a base sync.
    last_sync bigint,
    -- Local clock.
    begun_at bigint not null,
    -- Backend clock.
    started_at bigint not null,
    next_token text not null,
    pages integer not null,
    received bigint not null,
    inserted integer not null,
    updated integer not null,
    deleted integer not null,
    ignored integer not null
);
