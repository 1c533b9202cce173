-- Mutations that an earlier schema wrote and that the schema of now cannot say: kept as they were
-- written, for somebody to read.

create table _stranded (
    -- That of the mutation.
    id bigint primary key,
    model text collate "C" not null,
    -- In the text form of the earlier schema.
    key text collate "C" not null,
    kind text not null,
    fields json not null,
    condition json,
    reason text not null,
    saved_at bigint not null,
    stranded_at bigint not null
);
