package io.tidegauge.topology;

import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.profile.FeatureProfile;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What stage 1 tells stage 2 through the internal topics. */
sealed interface InternalMessage {

    /**
     * Rows counted in one pane since the last drain. A pane with many features is told in several messages; the rows are
     * in one of them.
     *
     * @param pane the pane
     * @param rows the model's rows, 0 in the messages that only carry more features
     * @param features profiles by feature
     */
    record Partial(Pane pane, long rows, SortedMap<String, FeatureProfile> features) implements InternalMessage {}

    /**
     * Events of a pane that were refused since the last drain because it had no room for their features; each is a dead
     * letter.
     *
     * @param pane the pane
     * @param events how many
     */
    record Refused(Pane pane, long events) implements InternalMessage {}

    /**
     * How far one partition of an event topic has come; told to every stage-2 partition, after the partials it vouches
     * for.
     *
     * @param topic the partition's topic
     * @param partition its number
     * @param watermarkMs the highest accepted event time, {@link #NO_WATERMARK} where there was none
     * @param readTo all its records below this offset have been told
     * @param silent whether nothing of it has been accepted for the idle timeout
     * @param sources partition counts of all event topics
     * @param windowsHash hash of the window configuration this was counted by
     * @param from the instance that says it
     */
    record Announcement(
            String topic,
            int partition,
            long watermarkMs,
            long readTo,
            boolean silent,
            SortedMap<String, Integer> sources,
            int windowsHash,
            Instance.Name from)
            implements InternalMessage {

        static final long NO_WATERMARK = Long.MIN_VALUE;
    }

    /** A record of the baseline topic; null withdraws what the key names. */
    record BaselineChange(String key, @Nullable BaselineRecord record) implements InternalMessage {}

    /**
     * How far one partition of the baseline topic has been read; told to every stage-2 partition.
     *
     * @param partition the partition
     * @param readTo all records below this offset have been told
     */
    record BaselineProgress(int partition, long readTo) implements InternalMessage {}
}
