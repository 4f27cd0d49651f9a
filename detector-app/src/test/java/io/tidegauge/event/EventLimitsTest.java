package io.tidegauge.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.event.InvalidEventException.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLimitsTest {

    private static final EventLimits LIMITS = new EventLimits(3, 5, 8);

    @Test
    void anEventAtTheLimitsPasses() {
        InferenceEvent event = event("model", 0, Map.of("aaaaa", text(8), "b", text(0)), Map.of("c", 0.5));

        assertThat(LIMITS.check(event)).isSameAs(event);
    }

    @Test
    void oneMoreFeatureIsTooMany() {
        Map<String, FeatureValue> features = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            features.put("f" + i, FeatureValue.MISSING);
        }

        refused(event("m", 0, features, Map.of("c", 0.5)), Reason.TOO_MANY_FEATURES, "4 features and scores");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, EventLimits.MAX_EVENT_TIME_MS + 1, 1_767_225_600_000_000L})
    void timesOutsideTheCenturiesAreAbsurd(long time) {
        refused(event("m", time, Map.of(), Map.of()), Reason.ABSURD_EVENT_TIME, Long.toString(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$x", "*"})
    void reservedNamesAreRefused(String name) {
        refused(event("m", 0, Map.of(name, text(1)), Map.of()), Reason.RESERVED_NAME, "'" + name + "'");
    }

    @Test
    void longNamesAndValuesAreRefusedByNameAndLength() {
        refused(event("models", 0, Map.of(), Map.of()), Reason.NAME_TOO_LONG, "model 'models…' has 6");
        refused(event("m", 0, Map.of("aaaaaa", text(1)), Map.of()), Reason.NAME_TOO_LONG, "feature name 'aaaaaa…'");
        refused(event("m", 0, Map.of("a", text(9)), Map.of()), Reason.VALUE_TOO_LONG, "feature 'a' has 9");
        refused(event(" ", 0, Map.of(), Map.of()), Reason.BLANK_NAME, "model is blank");
    }

    @Test
    void limitsThatNoStoreKeyCouldHoldAreRefused() {
        assertThatThrownBy(() -> new EventLimits(1, 10_001, 1)).hasMessageContaining("10001");
        assertThatThrownBy(() -> new EventLimits(0, 1, 1)).hasMessageContaining("maxFeatures must be positive, was 0");
    }

    private static void refused(InferenceEvent event, Reason reason, String message) {
        assertThatThrownBy(() -> LIMITS.check(event))
                .isInstanceOfSatisfying(
                        InvalidEventException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }

    private static FeatureValue text(int length) {
        return new FeatureValue.Text("x".repeat(length));
    }

    private static InferenceEvent event(
            String model, long time, Map<String, FeatureValue> features, Map<String, Double> scores) {
        return new InferenceEvent(
                "id", model, "1", time, features, FeatureValue.MISSING, scores, Map.of(), OptionalDouble.empty());
    }
}
