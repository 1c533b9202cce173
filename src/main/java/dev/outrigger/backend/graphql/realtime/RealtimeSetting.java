package dev.outrigger.backend.graphql.realtime;

/// What all connections of a channel share.
record RealtimeSetting(Changefeed changefeed, ApiKeys keys, RealtimeLimits limits) {}
