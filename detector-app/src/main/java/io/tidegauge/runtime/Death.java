package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.topology.UnreadableStateException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what killed a detector, and what to do where a restart alone would not help. */
final class Death {

    private static final Logger LOG = LoggerFactory.getLogger(Death.class);

    private static final String READ_IT =
            "run the version that wrote it, or a newer one; or begin anew, which loses the"
                    + " open windows and alert states: with another application-id, or after every instance has stopped and"
                    + " kafka-streams-application-reset has been run";

    private Death() {}

    /** One sentence for the person who finds the process ended. */
    static String sentence(DetectorConfig config, Throwable death) {
        Optional<DiskFailure> disk = DiskFailure.of(config, death);
        if (disk.isPresent()) {
            return disk.get().sentence();
        }
        String applicationId = config.applicationId();
        Optional<UnreadableStateException> unreadable = unreadable(death);
        if (unreadable.isEmpty()) {
            return "the detector died: " + new ThreadFailure(death).reason();
        }
        String found = unreadable.get().getMessage();
        LOG.error("action=refuse-state application={} reason=\"{}\" remedy=\"{}\"", applicationId, found, READ_IT);
        return "the state of application " + applicationId + " cannot be read: " + found + "; " + READ_IT;
    }

    private static Optional<UnreadableStateException> unreadable(Throwable death) {
        for (Throwable cause = death; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableStateException unreadable) {
                return Optional.of(unreadable);
            }
        }
        return Optional.empty();
    }
}
