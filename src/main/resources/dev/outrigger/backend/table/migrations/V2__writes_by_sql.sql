-- The mutation that a version came from, for those who tell subscribers of it.
alter table _delta add column kind text collate "C" not null default 'UPDATE';
alter table _delta alter column kind drop default;

-- The newest layout of each table that a backend has made, so that a start which changes nothing
-- takes no lock on a table.
create table _layout (
    table_name text primary key,
    digest     text not null
);

-- The first write of a transaction waits for its turn and fixes the transaction's time. It runs
-- before any row is locked: our own writer locks rows only under the same lock, and the two would
-- wait for each other in a circle otherwise.
create function _take_turn() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
    latest bigint;
begin
    if coalesce(current_setting('${turn}', true), '') <> '' then
        return null;
    end if;
    -- An older snapshot would not see what was written last, and so neither its number nor its time.
    if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
        raise exception using
            errcode = 'feature_not_supported',
            message = format('a transaction that writes %I.%I must be READ COMMITTED, but this one is %s',
                tg_table_schema, tg_table_name, upper(current_setting('transaction_isolation')));
    end if;
    perform pg_advisory_xact_lock(hashtextextended('${lock}', 0));
    select changed_at into latest from ${schema}._delta order by seq desc limit 1;
    perform set_config('${turn}',
        greatest(floor(extract(epoch from clock_timestamp()) * 1000)::bigint, coalesce(latest, 0))::text,
        true);
    return null;
end
$$;

create function _refuse_truncate() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
    raise exception using
        errcode = 'feature_not_supported',
        message = format('%I.%I cannot be truncated, since no client would learn of it',
            tg_table_schema, tg_table_name),
        hint = 'Use DELETE, which keeps a tombstone of each row.';
end
$$;
