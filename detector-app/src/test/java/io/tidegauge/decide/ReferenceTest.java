package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** References as configuration writes them. */
class ReferenceTest {

    @Test
    void eachKindIsReadFromItsText() {
        assertThat(Reference.parse("fixed")).isEqualTo(Reference.FIXED);
        assertThat(Reference.parse("rolling(1)")).isEqualTo(new Reference.Rolling(1));
        assertThat(Reference.parse("rolling(168)")).isEqualTo(new Reference.Rolling(168));
        assertThat(Reference.parse("same-hour-last-week")).isEqualTo(new Reference.SameHourLastWeek());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed", "rolling(24)", "same-hour-last-week"})
    void itsTextIsWhatItWasReadFrom(String text) {
        assertThat(Reference.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Fixed", "rolling", "rolling()", "rolling(-1)", "rolling(24", "last-week"})
    void anyOtherTextIsRefusedWithWhatWouldBeRight(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reference.parse(text))
                .withMessageContaining("fixed, rolling(n)")
                .withMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rolling(0)", "rolling(1009)"})
    void rollingOverNoneOrTooManyIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reference.parse(text))
                .withMessageContaining("1 to 168 windows");
    }
}
