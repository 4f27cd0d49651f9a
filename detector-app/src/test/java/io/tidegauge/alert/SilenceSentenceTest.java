package io.tidegauge.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceSentenceTest {

    private static final ModelVersion CHURN = new ModelVersion("churn", "3");
    private static final long END = Instant.parse("2026-01-01T12:05:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({
        "PT1H, 1 h",
        "PT1H30M5S, 1 h 30 min",
        "PT48H, 2 d",
        "PT51H1M, 2 d 3 h",
        "PT1H0M5S, 1 h",
        "PT15M, 15 min",
        "PT90S, 1 min 30 s",
        "PT2.5S, 2 s",
        "PT0.25S, 250 ms",
        "P1200D, '1,200 d'"
    })
    void saysHowLongAndSinceWhen(Duration silence, String inWords) {
        assertThat(SilenceSentence.begun(CHURN, new TimeWindow(END, END + silence.toMillis())))
                .isEqualTo("no events of model churn for " + inWords + " since 2026-01-01T12:05:00Z; last version 3");
    }

    @Test
    void saysWhatCameBack() {
        assertThat(SilenceSentence.ended(new ModelVersion("churn", "4"), 7_500_000))
                .isEqualTo("events of model churn are back after 2 h 5 min, of version 4");
    }

    @Test
    void saysWhyNobodyWaitsAnyMore() {
        assertThat(SilenceSentence.unwatched(CHURN)).startsWith("the silence of model churn is no alert any more");
    }
}
