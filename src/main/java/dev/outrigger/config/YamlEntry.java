package dev.outrigger.config;

import java.util.List;

/// One key of a YAML file with its value or values.
///
/// @param path the keys from the root, joined by dots
/// @param values one for a plain value, any number for a list, none for null
/// @param list whether it was written as a list
/// @param keyPlace `FILE:LINE:COLUMN` of the key
/// @param valuePlace the same of the value
record YamlEntry(
        String path, List<String> values, boolean list, String keyPlace, String valuePlace) {
    YamlEntry {
        values = List.copyOf(values);
    }

    /// Values may be secrets.
    @Override
    public String toString() {
        return path + " at " + keyPlace;
    }
}
