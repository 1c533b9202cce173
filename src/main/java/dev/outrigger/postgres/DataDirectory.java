package dev.outrigger.postgres;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The folder that belongs to one embedded server, held against every other process until closed.
/// The operating system lets go of it when this process dies, however it dies.
final class DataDirectory implements AutoCloseable {
    /// A file lock is held by the whole Java process and lost when *any* channel to the file is
    /// closed, so a second claim in this process must not even open the file.
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private static final int PASSWORD_BYTES = 24;

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /// Creates the folder if there is none, and takes it.
    ///
    /// @throws EmbeddedPostgresUnusable when another server of this or another process has it
    static DataDirectory claim(Path directory) throws IOException {
        // Without dots first: a parent that is only passed through need not exist.
        Path root = Files.createDirectories(directory.toAbsolutePath().normalize()).toRealPath();
        if (!CLAIMED.add(root)) {
            throw inUse(root, String.valueOf(ProcessHandle.current().pid()));
        }
        boolean claimed = false;
        try {
            DataDirectory taken = new DataDirectory(root, lock(root));
            claimed = true;
            return taken;
        } finally {
            if (!claimed) {
                CLAIMED.remove(root);
            }
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        Path file = root.resolve("lock");
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw inUse(root, textOf(file));
        }
        channel.truncate(0);
        // Through this channel: a second one to the file would drop the lock when it closes.
        channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
        return channel;
    }

    private static EmbeddedPostgresUnusable inUse(Path root, String process) {
        String port = textOf(root.resolve("port"));
        return new EmbeddedPostgresUnusable(
                "the folder "
                        + root
                        + " is in use by process "
                        + process
                        + "; to share its database, start with the URL "
                        + EmbeddedPostgres.urlAt(port.isEmpty() ? "PORT" : port)
                        + "?user="
                        + EmbeddedPostgres.USER
                        + " and with PGPASSWORD from "
                        + passwordFile(root)
                        + ", or else choose another folder");
    }

    /// Where this server's own files are; the cluster's are in [#cluster].
    Path root() {
        return root;
    }

    /// The PostgreSQL data folder. It exists complete or not at all.
    Path cluster() {
        return root.resolve("data");
    }

    /// A data folder in the making, of no worth until it is renamed to [#cluster].
    Path unfinishedCluster() {
        return root.resolve("data.init");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path passwordFile() {
        return passwordFile(root);
    }

    /// Begins a new log, which bounds its size to two runs of the server.
    void rotateLog() throws IOException {
        if (Files.exists(log())) {
            Files.move(log(), root.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        writeSecret(log(), "");
    }

    /// The server's password, generated before the cluster that will be protected by it.
    String password() throws IOException {
        String kept = textOf(passwordFile());
        if (!kept.isEmpty()) {
            return kept;
        }
        if (Files.exists(cluster())) {
            throw new EmbeddedPostgresUnusable(
                    "the file "
                            + passwordFile()
                            + " is missing or empty, and without it the data"
                            + " in "
                            + cluster()
                            + " cannot be opened; restore it");
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        writeSecret(passwordFile(), password + "\n");
        return password;
    }

    /// The port of the last run, which other processes may have in their configuration.
    OptionalInt port() {
        String kept = textOf(root.resolve("port"));
        return kept.matches("[0-9]{1,5}")
                ? OptionalInt.of(Integer.parseInt(kept))
                : OptionalInt.empty();
    }

    void keepPort(int port) throws IOException {
        Files.writeString(root.resolve("port"), port + "\n");
    }

    @Override
    public void close() throws IOException {
        try {
            lockFile.close();
        } finally {
            CLAIMED.remove(root);
        }
    }

    private static Path passwordFile(Path root) {
        return root.resolve("password");
    }

    /// A temporary file is readable by its owner alone from its first moment on.
    private void writeSecret(Path file, String text) throws IOException {
        Path written = Files.createTempFile(root, "new-", "");
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            Files.writeString(written, text);
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException _) {
            return "";
        } catch (IOException unreadable) {
            throw new EmbeddedPostgresUnusable("the file " + file + " cannot be read", unreadable);
        }
    }
}
