package dev.outrigger.replica;

/// What every replica does that is opened with another schema than the one that it was filled
/// under.
public abstract class SchemaChangeContract
        implements ItemsUnderAnotherSchemaContract,
                OutboxUnderAnotherSchemaContract,
                BereftItemsContract,
                LettersUnderAnotherSchemaContract {}
