-- Mutations that the backend refused for good. The first columns are those of _outbox.

create table _dead_letter (
    -- That of the mutation.
    id bigint primary key,
    model text collate "C" not null,
    key text collate "C" not null,
    kind text not null,
    fields json not null,
    condition json,
    related json not null,
    saved_at bigint not null,
    base_version bigint,
    base json,
    attempts integer not null,
    last_attempt_at bigint,
    conflicts integer not null,
    last_error text,
    standing text not null,
    cause text not null,
    -- Pairs of type and message.
    errors json not null,
    -- What became of the item. While it is HOLD, the mutation is in _outbox too.
    policy text not null,
    -- As clients saw it.
    item json not null,
    -- The backend's item as it was known then; null when there was none.
    theirs json,
    version bigint,
    refused_at bigint not null
);

create index _dead_letter_by_model on _dead_letter (model, id);
