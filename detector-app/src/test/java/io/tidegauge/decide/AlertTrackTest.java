package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.TimeWindow;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTrackTest {

    /** Version 1 as released; these bytes stay readable for ever. */
    private static final String GOLDEN =
            "01" + "01" + "02" + "0000018bcfe56800" + "0000018bd01c5680" + "0000000000000005" + "00000002";

    private static final AlertTrack TRACK = new AlertTrack(
            AlertState.FIRING, Severity.CRITICAL, new TimeWindow(1_700_000_000_000L, 1_700_003_600_000L), 0b101, 2);

    /** Version 2 as released: the first window of its incident follows. */
    private static final String GOLDEN_IN_INCIDENT =
            "02" + GOLDEN.substring(2) + "0000018bcf778b00" + "0000018bcfae7980";

    private static final AlertTrack IN_INCIDENT = TRACK.in(new TimeWindow(1_699_992_800_000L, 1_699_996_400_000L));

    @Test
    void isWrittenAsReleased() {
        assertThat(HexFormat.of().formatHex(TRACK.encode())).isEqualTo(GOLDEN);
        assertThat(HexFormat.of().formatHex(IN_INCIDENT.encode())).isEqualTo(GOLDEN_IN_INCIDENT);
    }

    @Test
    void isReadAsReleased() {
        assertThat(AlertTrack.decode(HexFormat.of().parseHex(GOLDEN))).isEqualTo(TRACK);
        assertThat(AlertTrack.decode(HexFormat.of().parseHex(GOLDEN_IN_INCIDENT)))
                .isEqualTo(IN_INCIDENT);
    }

    @Test
    void survivesItsBytes() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            long start = random.nextLong() >> 2;
            AlertTrack track = new AlertTrack(
                    random.nextBoolean() ? AlertState.PENDING : AlertState.FIRING,
                    Severity.values()[random.nextInt(3)],
                    new TimeWindow(start, start + 1 + random.nextInt(1 << 30)),
                    random.nextLong(),
                    random.nextInt(1 << 20));
            AlertTrack joined = track.in(new TimeWindow(start - random.nextInt(1 << 30), start + 1));
            assertThat(AlertTrack.decode(track.encode()))
                    .as("seed %d, trial %d", seed, i)
                    .isEqualTo(track);
            assertThat(AlertTrack.decode(joined.encode()))
                    .as("seed %d, trial %d", seed, i)
                    .isEqualTo(joined);
        }
    }

    @Test
    void isReadOrRefusedWhateverTheBytes() {
        long seed = 11;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            boolean incident = random.nextBoolean();
            byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(64) : incident ? 47 : 31];
            random.nextBytes(bytes);
            if (bytes.length > 3 && random.nextInt(4) > 0) {
                bytes[0] = (byte) (incident ? 2 : 1);
                bytes[1] = (byte) random.nextInt(3);
                bytes[2] = (byte) random.nextInt(4);
            }
            try {
                assertThat(AlertTrack.decode(bytes).encode())
                        .as("seed %d, trial %d", seed, i)
                        .isEqualTo(bytes);
            } catch (TrackFormatException refused) {
                assertThat(refused).as("seed %d, trial %d", seed, i).hasMessageStartingWith("alert track");
            }
        }
    }

    @Test
    void refusesEveryTruncationAndExtension() {
        for (AlertTrack track : List.of(TRACK, IN_INCIDENT)) {
            byte[] whole = track.encode();
            for (int length = 0; length < 100; length++) {
                if (length != whole.length) {
                    byte[] bytes = Arrays.copyOf(whole, length);
                    assertThatThrownBy(() -> AlertTrack.decode(bytes)).isInstanceOf(TrackFormatException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03010200000186bcfe56800000018bd01c568000000000000000050000000200",
                "01020200000186bcfe56800000018bd01c56800000000000000005000000",
                "0103020000018bcfe568000000018bd01c5680000000000000000500000002",
                "0101030000018bcfe568000000018bd01c5680000000000000000500000002",
                "0101020000018bd01c56800000018bcfe56800000000000000000500000002",
                "0101020000018bcfe568000000018bd01c56800000000000000005ffffffff"
            })
    void refusesWhatNoTrackHas(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> AlertTrack.decode(bytes)).isInstanceOf(TrackFormatException.class);
    }

    @Test
    void isOpenByNature() {
        assertThatThrownBy(() -> new AlertTrack(AlertState.RESOLVED, Severity.NOTICE, new TimeWindow(0, 1), 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RESOLVED");
        assertThatThrownBy(() -> new AlertTrack(AlertState.PENDING, Severity.UNKNOWN, new TimeWindow(0, 1), 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
