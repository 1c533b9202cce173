package dev.outrigger.sync.pull;

/// How far a pull has got with a page; durable in the same transaction as the page's items.
public sealed interface Reached permits PageCheckpoint, SyncCheckpoint {}
