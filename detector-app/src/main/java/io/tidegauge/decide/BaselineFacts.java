package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import java.time.Duration;
import java.util.Set;

/**
 * What the decision must know of a feature's baseline beside the comparison.
 *
 * @param span from the start of its first block of time to the end of its last one; zero where its rows have no time
 * @param rulesOff kinds of fault that blocks of the baseline itself would be told for: they are not judged
 */
public record BaselineFacts(Duration span, Set<AlertKind> rulesOff) {

    /** A baseline without time: no fault in it is known to be its way. */
    public static final BaselineFacts NONE = new BaselineFacts(Duration.ZERO, Set.of());

    public BaselineFacts {
        rulesOff = Set.copyOf(rulesOff);
    }
}
