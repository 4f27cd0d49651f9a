package io.tidegauge.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A features map with one feature, {@code a}, in encodings that no library writes. In the published union 0 is null, 2
 * the index of double, 4 of long, 6 of boolean and 8 of string.
 */
class OddEncodingTest {

    private final SlowAndFlat both = new SlowAndFlat(WireSchemas.published("InferenceEvent"), new Random(7));

    @ParameterizedTest
    @CsvSource(textBlock = """
                    as usual,                          02 0261 06 01 00,                             true
                    two blocks,                        02 0261 00 02 0262 00 00,                     true
                    a block of its size,               01 06 0261 00 00,                             true
                    a number longer than need be,      02 0261 04 8200 00,                           true
                    the least long,                    02 0261 04 ffffffffffffffffff01 00,           true
                    a boolean of 2 is false to Avro,   02 0261 06 02 00,                             true
                    a name that is no UTF-8,           02 02ff 08 04c3c3 00,                         true
                    the same name twice,               04 0261 06 01 0261 06 00 00,                  true
                    a block of another size,           01 08 0261 00 00,                             false
                    a block of a negative size,        01 05 0261 00 00,                             false
                    a block of too great a size,       01 feffffffffffffffff01 0261 00 00,           false
                    more items than there can be,      feffffff0f 0261 00 00,                        false
                    the most items there are,          feffffffffffffffff01 0261 00 00,              false
                    the least items there are,         ffffffffffffffffff01 06 0261 00 00,           false
                    no such branch,                    02 0261 0a 00,                                false
                    a negative branch,                 02 0261 01 00,                                false
                    a branch of two bytes,             02 0261 8600 01 00,                           false
                    a name of a negative length,       02 0161 00 00,                                false
                    a name longer than the record,     02 7e61 00 00,                                false
                    a string longer than an int,       02 0261 08 feffffffffffffff7f 00,         false
                    a long of eleven bytes,            02 0261 04 ffffffffffffffffffff01 00,         false
                    a long of more than 64 bits,       02 0261 04 ffffffffffffffffff03 00,           false
                    """)
    void oneFeature(String what, String features, boolean readInPlace) {
        byte[] bytes = HandMade.eventWith(HexFormat.of().parseHex(features.replace(" ", "")));

        assertThat(both.readsInPlace(bytes)).as(what).isEqualTo(readInPlace);
    }
}
