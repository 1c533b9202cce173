-- Up to when the delta records of each model may be incomplete. It outlives the setting that pruned
-- them: a longer one later, or in another process, brings nothing back.
create table _retention (
    model            text collate "C" primary key,
    forgotten_before bigint not null
);
