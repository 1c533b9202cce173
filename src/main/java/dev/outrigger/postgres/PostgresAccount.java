package dev.outrigger.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// As whom PostgreSQL's programs run, since they refuse to run as root.
///
/// @param prefix what stands before each command
/// @param user the id that has to own the data folder
/// @param group the group of `user`
record PostgresAccount(List<String> prefix, int user, int group) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    /// In a user namespace of its own a process keeps its identity towards files, but is not root.
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    /// Ends the server when the thread that started it ends, even by a SIGKILL of the whole
    /// process.
    private static final List<String> DIE_WITH_PARENT = List.of("setpriv", "--pdeathsig", "INT");

    /// Spares the server the terminal's Ctrl-C: this process stops it when nobody needs it any
    /// more.
    private static final List<String> OWN_SESSION = List.of("setsid");

    /// The account that can open `cluster`, which need not exist yet.
    static PostgresAccount thatOpens(Path cluster) throws IOException {
        Path self = Path.of("/proc/self");
        int user = id(self, "uid");
        int group = id(self, "gid");
        // initdb looks its user up in /etc/passwd; a container may run under any number.
        boolean nameless = "?".equals(System.getProperty("user.name"));
        if (user != ROOT) {
            boolean disguised = nameless && works(NAMESPACE);
            return new PostgresAccount(disguised ? NAMESPACE : List.of(), user, group);
        }
        if (Files.exists(cluster) && id(cluster, "uid") != ROOT) {
            // Data of an ordinary user stay usable by that user.
            return switchedTo(id(cluster, "uid"), id(cluster, "gid"));
        }
        return works(NAMESPACE)
                ? new PostgresAccount(NAMESPACE, user, group)
                : switchedTo(NOBODY, NOBODY);
    }

    private static PostgresAccount switchedTo(int user, int group) {
        List<String> prefix =
                List.of("setpriv", "--reuid", "" + user, "--regid", "" + group, "--clear-groups");
        if (!works(prefix)) {
            throw new EmbeddedPostgresUnusable(
                    "the embedded PostgreSQL does not run as root, and neither unshare nor setpriv"
                            + " can take root away from it here; start as an ordinary user, or"
                            + " run a PostgreSQL of your own and name it by"
                            + " jdbc:postgresql://HOST:PORT/DATABASE");
        }
        return new PostgresAccount(prefix, user, group);
    }

    /// The command line for a program that ends by itself.
    List<String> command(List<String> program) {
        return Stream.concat(prefix.stream(), program.stream()).toList();
    }

    /// The command line for the server, which must not outlive this process.
    List<String> serverCommand(List<String> program) {
        return Stream.of(
                        works(OWN_SESSION) ? OWN_SESSION : List.<String>of(),
                        prefix,
                        works(DIE_WITH_PARENT) ? DIE_WITH_PARENT : List.<String>of(),
                        program)
                .flatMap(List::stream)
                .toList();
    }

    /// Makes this account the owner of a file or folder that root has created.
    void own(Path path) throws IOException {
        if (id(path, "uid") != user) {
            FileTree.own(path, user, group);
        }
    }

    private static int id(Path path, String kind) throws IOException {
        return (int) Files.getAttribute(path, "unix:" + kind);
    }

    private static boolean works(List<String> prefix) {
        var probe =
                new ProcessBuilder(Stream.concat(prefix.stream(), Stream.of("true")).toList())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return probe.start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
