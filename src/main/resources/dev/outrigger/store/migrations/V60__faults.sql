-- How often the backend failed at the mutation, while it took others.

alter table _outbox add column faults integer not null default 0;

alter table _dead_letter add column faults integer not null default 0;
