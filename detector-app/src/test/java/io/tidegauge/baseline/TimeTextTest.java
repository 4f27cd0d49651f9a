package io.tidegauge.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

    /** Expected values from GNU date. */
    @ParameterizedTest
    @CsvSource({
        "1996-05-07T00:30:00Z, 831429000000",
        "1996-05-07 00:30:00, 831429000000",
        "1996-05-07T00:30, 831429000000",
        "1996-05-07T02:30:00+02:00, 831429000000",
        "1996-05-07T02:30:00+0200, 831429000000",
        "1996-05-07 02:30:00.250+02, 831429000250",
        "1996-05-07, 831427200000",
        "831429000, 831429000000",
        "831429000.25, 831429000250",
        "831429000000, 831429000000",
        "0, 0",
    })
    void readsWhatFilesHold(String text, long expected) {
        assertThat(TimeText.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "07.05.1996", "1996-13-01", "NaN", "20110131", "1996-05-07T25:00"})
    void refusesTheRestByName(String text) {
        assertThatThrownBy(() -> TimeText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
