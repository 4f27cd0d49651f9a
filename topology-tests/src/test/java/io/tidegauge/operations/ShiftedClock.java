package io.tidegauge.operations;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidegauge.crash.ChildDetector.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** A wall clock for a process of its own, which can be set while the process runs. Needs Linux and a C compiler. */
final class ShiftedClock {

    private final Path library;
    private final Path file;

    private ShiftedClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /** A clock that is right until it is set; skips the test, with the reason, where there is none to be had. */
    static ShiftedClock in(Path directory, String name) throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "a clock is shifted by preloading, which is Linux's");
        Path source = directory.resolve("shifted_clock.c");
        Path library = directory.resolve("shifted_clock.so");
        try (InputStream code = ShiftedClock.class.getResourceAsStream("shifted_clock.c")) {
            Files.write(source, code.readAllBytes());
        }
        assumeTrue(compiled(source, library), "a clock is shifted by a library that the C compiler 'cc' must make");
        ShiftedClock clock = new ShiftedClock(library, directory.resolve(name + ".shift"));
        clock.set(0);
        return clock;
    }

    private static boolean compiled(Path source, Path library) throws InterruptedException {
        try {
            return new ProcessBuilder("cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString())
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noCompiler) {
            return false;
        }
    }

    /** Sets the clock to be ahead of the right time by so many seconds, or behind it. */
    void set(long aheadSeconds) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(aheadSeconds);
        Files.write(file, bytes.array(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** A process that goes by this clock. */
    Launch of(Launch launch) {
        return launch.withEnvironment(Map.of("LD_PRELOAD", library.toString(), "CLOCK_SHIFT_FILE", file.toString()));
    }
}
