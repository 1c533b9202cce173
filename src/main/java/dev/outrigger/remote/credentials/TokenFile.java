package dev.outrigger.remote.credentials;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// A token in a file that others write anew before it expires, as the agents of container platforms
/// do. It is read again when the file has changed. Calls may come from any thread.
public final class TokenFile implements Token {
    private final Path file;
    private @Nullable Version version;
    private Found compared;
    private Found found = new Found.Absent("the file of the token was not read");

    public TokenFile(Path file) {
        this.file = file;
        this.compared = current();
    }

    /// What tells one state of the file from another; the key tells a file that was put in its
    /// place.
    private record Version(long modifiedMs, long bytes, @Nullable Object key) {}

    @Override
    public Future<Found> find() {
        return Future.succeededFuture(current());
    }

    /// True when the token is another one than at the call before, or than at the beginning.
    public synchronized boolean changed() {
        Found before = compared;
        compared = current();
        return !compared.equals(before);
    }

    private synchronized Found current() {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Version seen =
                    new Version(
                            attributes.lastModifiedTime().toMillis(),
                            attributes.size(),
                            attributes.fileKey());
            if (!seen.equals(version)) {
                String text = Files.readString(file).strip();
                version = seen;
                found =
                        text.isEmpty()
                                ? new Found.Absent("the token file " + file + " is empty")
                                : new Found.Present(text);
            }
        } catch (IOException _) {
            version = null;
            found = new Found.Absent("the token file " + file + " cannot be read");
        }
        return found;
    }

    @Override
    public Credentials.Prospect turnedAway(String token) {
        return current() instanceof Found.Present(String text) && !text.equals(token)
                ? Credentials.Prospect.FRESH
                : Credentials.Prospect.SAME;
    }

    @Override
    public boolean present() {
        return current() instanceof Found.Present;
    }
}
