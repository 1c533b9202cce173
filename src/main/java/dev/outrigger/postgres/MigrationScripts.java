package dev.outrigger.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The scripts in a folder of the class path.
final class MigrationScripts {
    private MigrationScripts() {}

    /// Differs when any script or placeholder does.
    ///
    /// @throws MigrationFailed when the folder cannot be read, or there is none
    static String fingerprint(Migrations migrations) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : names(migrations.location())) {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(content(migrations.location() + "/" + name));
            }
            Map<String, String> placeholders = new TreeMap<>(migrations.placeholders());
            digest.update(placeholders.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException unreadable) {
            throw new MigrationFailed(migrations, unreadable);
        }
    }

    private static List<String> names(String location) throws IOException {
        URL folder = MigrationScripts.class.getResource("/" + location);
        if (folder == null) {
            throw new IOException("there is no folder " + location);
        }
        return folder.openConnection() instanceof JarURLConnection jar
                ? packed(jar)
                : unpacked(Path.of(URI.create(folder.toString())));
    }

    private static List<String> packed(JarURLConnection folder) throws IOException {
        String prefix = folder.getEntryName() + "/";
        return folder.getJarFile().stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(prefix) && name.endsWith(".sql"))
                .map(name -> name.substring(prefix.length()))
                .sorted()
                .toList();
    }

    private static List<String> unpacked(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] content(String path) throws IOException {
        try (InputStream script = MigrationScripts.class.getResourceAsStream("/" + path)) {
            if (script == null) {
                throw new IOException("there is no script " + path);
            }
            return script.readAllBytes();
        }
    }
}
