package dev.outrigger.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/// What is done to a folder together with all that is in it.
final class FileTree {
    private FileTree() {}

    /// Deletes the folder and its content; no folder is no error.
    static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (Path path : content(root).reversed()) {
            Files.delete(path);
        }
    }

    /// Gives everything to another user and group; only root may.
    static void own(Path root, int user, int group) throws IOException {
        for (Path path : content(root)) {
            Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /// Makes the names in a folder survive a power failure, such as a rename just done.
    static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Parents before their children.
    private static List<Path> content(Path root) throws IOException {
        try (var walk = Files.walk(root)) {
            return walk.sorted(Comparator.naturalOrder()).toList();
        }
    }
}
