package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.StateSettings;
import io.tidegauge.runtime.Finding.Weight;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Looks whether the state directory, where there is need of one, can be used: made, written, and nobody else's. */
final class StateDirectoryInspection {

    /** Kafka Streams' own name for the file that a process locks. */
    private static final String LOCK = ".lock";

    private static final int PROBE_BYTES = 256 * 1024;

    private final DetectorConfig config;

    StateDirectoryInspection(DetectorConfig config) {
        this.config = config;
    }

    /**
     * Nothing where all is well.
     *
     * @throws StartRefusedException saying what is wrong with the directory
     */
    void require() {
        if (config.state().store() != StateSettings.Store.ROCKSDB) {
            return;
        }
        fault(of(config)).ifPresent(finding -> {
            throw new StartRefusedException(List.of(finding));
        });
    }

    /** The directory of this application's state. */
    static Path of(DetectorConfig config) {
        String configured = config.state().directory();
        Path base = configured == null
                ? Path.of(System.getProperty("java.io.tmpdir"), "kafka-streams")
                : Path.of(configured);
        return base.resolve(config.applicationId());
    }

    private static Optional<Finding> fault(Path directory) {
        for (Path part = directory.toAbsolutePath(); part != null; part = part.getParent()) {
            if (Files.exists(part) && !Files.isDirectory(part)) {
                return Optional.of(
                        finding(directory, part + " is a file", "move it away, or set another state.directory"));
            }
        }
        try {
            Files.createDirectories(directory);
            probe(directory);
            return inUse(directory)
                    ? Optional.of(finding(
                            directory,
                            "another process works in it",
                            "stop that one, or give each instance on this machine a state.directory of its own"))
                    : Optional.empty();
        } catch (IOException unusable) {
            return Optional.of(finding(
                    directory,
                    "cannot be made or written: " + reason(unusable),
                    "let the user who runs the detector write there and see that there is room, or set another"
                            + " state.directory"));
        }
    }

    private static String reason(IOException unusable) {
        return unusable instanceof AccessDeniedException ? "permission denied" : String.valueOf(unusable.getMessage());
    }

    /** A directory may be writable though its disk is not. */
    private static void probe(Path directory) throws IOException {
        Path probe = Files.createTempFile(directory, "probe", ".tmp");
        try {
            Files.write(probe, new byte[PROBE_BYTES], StandardOpenOption.SYNC);
        } finally {
            Files.delete(probe);
        }
    }

    private static boolean inUse(Path directory) throws IOException {
        Path file = directory.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException ours) {
            return true;
        }
    }

    private static Finding finding(Path directory, String problem, String remedy) {
        return new Finding(Weight.FATAL, "state directory " + directory, problem, remedy);
    }
}
