-- What each mutation was made from. Mutations that waited when this was added have none.

alter table _outbox
    -- Newest version that went into the values; null when the backend had not acknowledged the item.
    add column base_version bigint,
    -- Null when the backend had no item.
    add column base json,
    add column last_attempt_at bigint;
