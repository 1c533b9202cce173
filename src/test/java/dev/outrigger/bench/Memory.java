package dev.outrigger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The resident memory of a process, as Linux counts it.
///
/// @param now megabytes
/// @param peak megabytes, since the process began
record Memory(double now, double peak) {
    private static final double KILOBYTES_OF_ONE = 1_024;

    static Memory of(long process) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/" + process + "/status"));
        return new Memory(megabytes(lines, "VmRSS:"), megabytes(lines, "VmHWM:"));
    }

    private static double megabytes(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.split("\\s+")[1])
                .mapToDouble(kilobytes -> Double.parseDouble(kilobytes) / KILOBYTES_OF_ONE)
                .findFirst()
                .orElse(Double.NaN);
    }
}
