package dev.outrigger.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// How long a serving process lives: from its start until SIGTERM or SIGINT, after which everything
/// is stopped within a limit and the process ends with 0.
final class Lifetime {
    private static final Logger LOGGER = LoggerFactory.getLogger(Lifetime.class);

    /// A supervisor kills after 10 s; what is left is for the virtual machine itself.
    private static final Duration STOP_LIMIT = Duration.ofMillis(9_500);

    private final Parts parts = new Parts();
    private final Thread hook = new Thread(this::stop, "outrigger-stop");

    /// Starts the parts of a process.
    interface Start {
        void start(Parts parts);
    }

    /// Runs until a signal ends the process; it returns only by the exception of a failed start.
    static void run(Start start) {
        new Lifetime().serve(start);
    }

    private void serve(Start start) {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            start.start(parts);
        } catch (Parts.Stopping _) {
            // The hook is at work and ends the process.
        } catch (RuntimeException | Error failure) {
            if (withdrawn()) {
                parts.close();
                throw failure;
            }
            // Told to stop while starting: what failed was torn down under the start's feet.
        }
        waitForTheEnd();
    }

    /// False when the hook is running already.
    private boolean withdrawn() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            throw new IllegalStateException("nobody interrupts the main thread");
        }
    }

    /// A virtual machine that a signal ended reports 128 plus the signal's number, unless it is
    /// halted before; a clean stop is 0.
    private void stop() {
        Thread stopper = new Thread(parts::close, "outrigger-stopper");
        stopper.setDaemon(true);
        stopper.start();
        boolean clean = joined(stopper);
        if (!clean) {
            LOGGER.atError().log("the process did not stop in time and is ended");
        }
        Runtime.getRuntime().halt((clean ? ExitCode.STOPPED : ExitCode.BUG).number());
    }

    private static boolean joined(Thread stopper) {
        try {
            return stopper.join(STOP_LIMIT);
        } catch (InterruptedException _) {
            return false;
        }
    }
}
