package dev.outrigger.app;

/// Where the program begins; [dev.outrigger.Launcher] calls it.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(CommandTree.execute(Console.standard(), arguments));
    }
}
