-- Mutations are looked for by their item's key, and never read in its order. Keys are random, so
-- that each new one searched an ordered index down to another page.

drop index _outbox_by_key;

create index _outbox_by_key on _outbox using hash (key);
