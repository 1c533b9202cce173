package dev.outrigger;

/**
 * The jar's entry point. It is compiled for Java 11, so that an older {@code java} can load it and
 * say in one line which version is needed, instead of failing with a class-file error.
 */
public final class Launcher {
    private static final int NEEDED = 25;

    private Launcher() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        int found = Runtime.version().feature();
        if (found < NEEDED) {
            System.err.println(
                    "outrigger needs Java "
                            + NEEDED
                            + " or newer, and this is Java "
                            + found
                            + " ("
                            + System.getProperty("java.home")
                            + "): install a JDK "
                            + NEEDED
                            + " and run it with that java");
            System.exit(2);
        }
        // By name: a compile-time reference would pull the Java 25 classes into this compilation.
        Class.forName("dev.outrigger.app.Main")
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }
}
