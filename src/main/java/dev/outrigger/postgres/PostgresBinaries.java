package dev.outrigger.postgres;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// PostgreSQL's programs, unpacked from the archive on the class path.
///
/// @param directory holds `bin`, `lib` and `share`
record PostgresBinaries(Path directory) {
    private static final String CURE =
            "; run a PostgreSQL of your own and name it by jdbc:postgresql://HOST:PORT/DATABASE";

    /// The programs for this machine, in a folder of `cache` that is named after the archive's
    /// content, so that an upgrade never meets the files of another version.
    static PostgresBinaries unpackedIn(Path cache) throws IOException {
        URL archive = archive();
        Path complete = cache.resolve(contentOf(archive));
        if (!Files.isDirectory(complete)) {
            Files.createDirectories(cache);
            Path partial = Files.createTempDirectory(cache, "unpacking-");
            try {
                unpack(archive, partial);
                publish(partial, complete);
            } finally {
                FileTree.delete(partial);
            }
        }
        return new PostgresBinaries(complete);
    }

    String initdb() {
        return directory.resolve("bin/initdb").toString();
    }

    String postgres() {
        return directory.resolve("bin/postgres").toString();
    }

    String pgCtl() {
        return directory.resolve("bin/pg_ctl").toString();
    }

    /// The major version, such as `18`: data folders of another one cannot be opened.
    String majorVersion() throws IOException {
        Path catalog = directory.resolve("share/postgresql/postgres.bki");
        try (var lines = Files.lines(catalog)) {
            Matcher header =
                    Pattern.compile("# PostgreSQL (\\d+)").matcher(lines.findFirst().orElse(""));
            if (!header.matches()) {
                throw new IOException(catalog + " does not begin with a version");
            }
            return header.group(1);
        }
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    case String other -> other;
                };
        URL archive =
                PostgresBinaries.class.getResource("/postgres-" + system + "-" + machine + ".txz");
        if (archive == null) {
            throw new EmbeddedPostgresUnusable(
                    "there is no bundled PostgreSQL for " + system + " on " + machine + CURE);
        }
        return archive;
    }

    private static String contentOf(URL archive) throws IOException {
        try (var content =
                new DigestInputStream(archive.openStream(), MessageDigest.getInstance("SHA-256"))) {
            content.transferTo(OutputStream.nullOutputStream());
            byte[] digest = content.getMessageDigest().digest();
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream packed = archive.openStream();
                var files = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (var entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("the archive names a file outside: " + entry.getName());
                }
                unpack(entry, files, file);
            }
        }
        // The temporary folder is private, but another account than ours may run the programs.
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path file)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        boolean program = (entry.getMode() & 0111) != 0;
        Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /// Two processes may unpack at once; whoever is second finds the same content in place.
    private static void publish(Path partial, Path complete) throws IOException {
        try {
            Files.move(partial, complete, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException taken) {
            if (!Files.isDirectory(complete)) {
                throw taken;
            }
        }
    }
}
