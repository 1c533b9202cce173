-- As in _outbox: what was made from a deleted item brings it back.

alter table _dead_letter add column base_deleted boolean not null default false;
