-- The users that have a replica of their own beside this one, which is served while nobody is signed
-- in. Only that one fills the table.

create table _user (
    -- What stands for the user in the name of the replica.
    name text collate "C" primary key,
    identity text not null,
    -- Local clock, milliseconds since the epoch.
    served_at bigint not null
);
