package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * A state directory that failed: full, not to be written, or damaged. What is in it is also in the changelogs.
 *
 * @param directory the application's
 * @param reason what the system or RocksDB said
 * @param damaged whether files are there and not what was written
 */
record DiskFailure(Path directory, String reason, boolean damaged) {

    /** The failure where it is one of the state directory. */
    static Optional<DiskFailure> of(DetectorConfig config, Throwable death) {
        boolean ofState = false;
        Throwable root = death;
        for (Throwable cause = death; cause != null; cause = cause.getCause()) {
            ofState |= cause instanceof ProcessorStateException;
            root = cause;
        }
        String reason = String.valueOf(root.getMessage());
        boolean ofFiles = root instanceof IOException
                || root instanceof RocksDBException
                || root instanceof ProcessorStateException;
        return ofState && ofFiles
                ? Optional.of(new DiskFailure(StateDirectoryInspection.of(config), reason, isDamage(root)))
                : Optional.empty();
    }

    /** Files that are missing are damage, too: a directory that was copied in part. */
    private static boolean isDamage(Throwable root) {
        if (!(root instanceof RocksDBException rocks) || rocks.getStatus() == null) {
            return false;
        }
        return rocks.getStatus().getCode() == Status.Code.Corruption
                || String.valueOf(rocks.getMessage()).contains("No such file");
    }

    /** One sentence for the person who finds the process ended. */
    String sentence() {
        return "the state directory " + directory + (damaged ? " is damaged: " : " cannot be written or read: ")
                + reason
                + (damaged
                        ? "; it has been emptied, start again: the state is restored from the changelogs"
                        : "; make room or correct its permissions, then start again: what it lacks is restored from the"
                                + " changelogs");
    }
}
