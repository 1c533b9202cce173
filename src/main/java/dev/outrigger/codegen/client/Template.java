package dev.outrigger.codegen.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The part of a client that is the same for every schema. It is a file of its language among the
/// resources, beside this class.
final class Template {
    private Template() {}

    static String read(String file) {
        try (InputStream resource = Template.class.getResourceAsStream(file)) {
            byte[] text = Objects.requireNonNull(resource, file).readAllBytes();
            return new String(text, StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the jar is damaged", damaged);
        }
    }
}
