-- Items of the backend that could not be taken in, as they came last.

create table _quarantine (
    id bigint generated always as identity primary key,
    model text collate "C" not null,
    -- Null when it could not be read.
    key text collate "C",
    version bigint,
    -- As text, which also holds what PostgreSQL's JSON does not.
    json text not null,
    reason text not null,
    -- Local clock.
    first_seen_at bigint not null,
    last_seen_at bigint not null,
    times_seen bigint not null,
    -- A hash, since what is too long for an index is one reason to be here.
    identity text collate "C" not null
        generated always as (md5(coalesce('k' || key, 'j' || json))) stored,
    unique (model, identity)
);
