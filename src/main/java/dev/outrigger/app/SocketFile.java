package dev.outrigger.app;

import dev.outrigger.config.ApiSocketConfig;

import io.vertx.core.net.SocketAddress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// The file of a Unix domain socket. It is bound in a folder that nobody else may enter and moved
/// to its place once it has its mode, so that there is no moment at which others may connect, and
/// none at which a client finds the file of a process that is gone.
final class SocketFile implements AutoCloseable {
    /// Of the longest path that the kernel takes, less what the folder adds.
    private static final int PATH_BYTES = 100;

    private final ApiSocketConfig config;
    private final Path folder;
    private final Path bound;
    private Object identity = this;

    private SocketFile(ApiSocketConfig config) {
        this.config = config;
        this.folder = Path.of(config.path() + "~");
        this.bound = folder.resolve("s");
    }

    /// Makes room for it. What a process left behind that was killed is replaced; a socket that
    /// somebody listens on, and any other file, is not.
    static SocketFile prepare(ApiSocketConfig config) {
        Path path = config.path();
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > PATH_BYTES) {
            throw refused(path, "has more than " + PATH_BYTES + " bytes");
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            requireStale(path);
        }
        SocketFile file = new SocketFile(config);
        try {
            file.discardFolder();
            Files.createDirectory(
                    file.folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (IOException | UnsupportedOperationException failure) {
            throw refused(path, "cannot be made: " + failure);
        }
        return file;
    }

    /// Where it is to be bound.
    SocketAddress address() {
        return SocketAddress.domainSocketAddress(bound.toAbsolutePath().toString());
    }

    /// Puts what was bound to its place.
    void publish() {
        try {
            Files.setPosixFilePermissions(bound, PosixFilePermissions.fromString(config.mode()));
            identity = identity(bound);
            Files.move(bound, config.path(), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(folder);
        } catch (IOException failure) {
            throw refused(config.path(), "cannot be made: " + failure);
        }
    }

    /// Where clients find it.
    String url() {
        return "unix:" + config.path().toAbsolutePath();
    }

    /// Removes the file, unless another process has put its own there.
    @Override
    public void close() {
        try {
            if (Files.exists(config.path()) && identity(config.path()).equals(identity)) {
                Files.delete(config.path());
            }
            discardFolder();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void discardFolder() throws IOException {
        Files.deleteIfExists(bound);
        Files.deleteIfExists(folder);
    }

    private static Object identity(Path file) throws IOException {
        return String.valueOf(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    private static void requireStale(Path path) {
        if (!isSocket(path)) {
            throw refused(path, "is another file; remove it, or choose another path");
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException _) {
            return;
        }
        throw refused(path, "is in use; stop what listens there, or choose another path");
    }

    private static boolean isSocket(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther();
        } catch (IOException _) {
            return false;
        }
    }

    private static StartFailure refused(Path path, String reason) {
        return StartFailure.usage("the socket " + path + " of api.socket " + reason);
    }
}
