package io.tidegauge.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that goes, with all that is in it, when closed. */
public record TemporaryDirectory(Path path) implements AutoCloseable {

    /**
     * Makes one.
     *
     * @param purpose the beginning of its name
     */
    public static TemporaryDirectory create(String purpose) {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("tidegauge-" + purpose));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary directory for the " + purpose, e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> inside = Files.walk(path)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }
}
