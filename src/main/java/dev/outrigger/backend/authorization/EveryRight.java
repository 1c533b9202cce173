package dev.outrigger.backend.authorization;

import dev.outrigger.conflict.MutationGuard;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Item;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// The rights of an administrator, and of whoever has an API key to a schema without rules.
record EveryRight() implements ModelRights {
    @Override
    public Permission permits(Action action) {
        return new Permission.Allowed();
    }

    @Override
    public Permission reads(String field) {
        return new Permission.Allowed();
    }

    @Override
    public boolean denies(String field) {
        return false;
    }

    @Override
    public Permission listening(Map<String, String> named) {
        return new Permission.Allowed();
    }

    @Override
    public Creation creating(Item item, Map<String, ? extends @Nullable Object> given) {
        return new Creation.Granted(Map.of());
    }

    @Override
    public MutationGuard updating(Map<String, ? extends @Nullable Object> given) {
        return MutationGuard.none();
    }

    @Override
    public MutationGuard deleting() {
        return MutationGuard.none();
    }
}
