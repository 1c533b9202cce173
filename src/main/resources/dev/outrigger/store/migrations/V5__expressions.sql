-- Which items of a model belong into the replica, in the form of a predicate or as "none".
create table _expression (
    model text collate "C" primary key,
    -- What a client chose at runtime; null where what is configured holds.
    chosen json,
    -- What the items and the checkpoint of the model were made with; null for every item.
    adopted json
);
