package io.tidegauge.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "-0.0|0",
                "4.7|4.7",
                "4.7049|4.7",
                "95|95",
                "94.96|95",
                "-273.15|-273",
                "1234|1,230",
                "1235000|1,240,000",
                "0.00012345|0.000123",
                "0.000012345|1.23e-5",
                "-1.2e-300|-1.2e-300",
                "4.9e-324|4.94e-324",
                "1e15|1e15",
                "999999999999999|1,000,000,000,000,000",
                "1.7976931348623157e308|1.8e308",
                "NaN|NaN",
                "Infinity|infinity",
                "-Infinity|minus infinity"
            })
    void writesThreeDigitsAsPeopleDo(double value, String expected) {
        assertThat(Figures.number(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 %",
                "0.00001|less than 0.01 %",
                "0.0001|0.01 %",
                "0.047|4.7 %",
                "0.6|60 %",
                "0.9994|99.9 %",
                "0.9999|almost 100 %",
                "1|100 %"
            })
    void saysAllOnlyOfAllAndNoneOnlyOfNone(double share, String expected) {
        assertThat(Figures.percent(share)).isEqualTo(expected);
    }

    @Test
    void isTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Figures.count(5_120)).isEqualTo("5,120");
            assertThat(Figures.number(1234.5)).isEqualTo("1,230");
            assertThat(Figures.number(0.25)).isEqualTo("0.25");
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Figures.count(5_120)).isEqualTo("5,120");
            assertThat(Figures.number(0.25)).isEqualTo("0.25");
        } finally {
            Locale.setDefault(before);
        }
    }
}
