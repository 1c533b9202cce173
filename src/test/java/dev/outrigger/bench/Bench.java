package dev.outrigger.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Runs the measurements and prints their table. A figure that misses its bar is marked, and is no
/// failure: this program only measures.
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false)
public final class Bench implements Callable<Integer> {
    private static final List<Measurement> ALL =
            List.of(
                    new Saves(),
                    new PointReads(),
                    new PageReads(),
                    new Hydration(),
                    new Pulling(),
                    new Drain(),
                    new Feed(),
                    new Backlog(),
                    new ObserverLatency(),
                    new LocalObservers(),
                    new Footprint(),
                    new SyncPages(),
                    new BackendMutations(),
                    new DeltaSync(),
                    new FanOut());

    private static final PrintStream OUT = System.out;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description =
                    "saves, reads, pages, hydration, pull, drain, feed, backlog, latency, observe,"
                            + " footprint, sync, mutations, delta, fanout; all by default")
    private List<String> only = List.of();

    @Option(names = "--quick", description = "one short round: shows that it runs, proves nothing")
    private boolean quick;

    @Option(
            names = "--java-options",
            split = " ",
            paramLabel = "OPTIONS",
            description = "for the processes that are measured, such as -Xmx256m")
    private List<String> java = List.of();

    @Option(
            names = "--launcher",
            paramLabel = "FILE",
            description = "what starts the processes that are measured; default ${DEFAULT-VALUE}")
    private Path launcher = Path.of("bin", "outrigger");

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Measurement> chosen = chosen();
        List<Figure> figures = new ArrayList<>();
        Programs programs = Programs.of(launcher, java);
        programs.train();
        try (Rig rig = Rig.open(quick ? Effort.QUICK : Effort.FULL, programs)) {
            for (Measurement measurement : chosen) {
                OUT.println("measuring " + measurement.name());
                figures.addAll(measurement.take(rig));
            }
        }
        OUT.println();
        OUT.println(Table.of(figures));
        return 0;
    }

    private List<Measurement> chosen() {
        List<String> known = ALL.stream().map(Measurement::name).toList();
        only.stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new ParameterException(
                                    spec.commandLine(),
                                    "--only knows no '"
                                            + name
                                            + "'; it knows "
                                            + String.join(", ", known));
                        });
        return ALL.stream().filter(each -> only.isEmpty() || only.contains(each.name())).toList();
    }
}
