package io.tidegauge.topology;

import io.tidegauge.topology.SourceProgress.End;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As of when all there was of a partition has been told. An end that is asked for stays the mark until it is reached: in a
 * partition that goes on growing, by dead letters alone perhaps, the newest end never would be.
 */
final class WholeAsOf {

    private @Nullable End mark;
    private @Nullable End reached;

    /** Takes in where the partition ended by the last answer, and up to where it has been told. */
    void look(Optional<End> latest, long readTo) {
        settle(readTo);
        if (mark == null) {
            mark = latest.orElse(null);
            settle(readTo);
        }
    }

    private void settle(long readTo) {
        if (mark != null && readTo >= mark.offset()) {
            reached = mark;
            mark = null;
        }
    }

    /** Whether the cluster was asked after the instant, and all there was by then has been told. */
    boolean after(long nanos) {
        return reached != null && reached.askedNanos() - nanos > 0;
    }
}
