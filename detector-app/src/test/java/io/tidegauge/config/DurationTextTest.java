package io.tidegauge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "5m, PT5M",
        "1h, PT1H",
        "1h30m, PT1H30M",
        "7d, PT168H",
        "PT5M, PT5M",
        "P1DT2H, PT26H",
        "0s, PT0S"
    })
    void readsBothForms(String text, Duration expected) {
        assertThat(DurationText.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"500ms", "30s", "5m", "1h30m", "1d", "1d2h3m4s5ms", "0s"})
    void writesWhatItReads(String text) {
        assertThat(DurationText.of(DurationText.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "m", "5 m", "5min", "1.5h", "PT", "P1Y", "5m!", "-5m", "999999999999d99999999999999d"})
    void saysHowDurationsAreWritten(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a duration; write 500ms, 30s, 5m, 1h30m, 7d or PT5M");
    }

    @Test
    void aLongTextTakesNoStack() {
        assertThat(DurationText.parse("1s".repeat(100_000))).isEqualTo(Duration.ofSeconds(100_000));
    }
}
