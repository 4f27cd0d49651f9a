package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.topology.InternalMessage.Announcement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which of two instances with different windows stops: the one that began later, and only it. */
class WindowAgreementTest {

    private static final int MINE = 7;
    private static final int OTHER = 8;
    private static final long BEGAN = 1_000_000;
    private static final long NOW = BEGAN + 60_000;

    private final Instance me = new Instance(new Instance.Name(BEGAN, 50));
    private final WindowAgreement agreement = new WindowAgreement(me, MINE);

    @Test
    void theSameWindowsAreNoReasonToStopWhoeverSaysThem() {
        agreement.hear(said(MINE, BEGAN - 1, 1), NOW);
        agreement.hear(said(MINE, BEGAN + 1, 1), NOW);
        assertThat(agreement.broken()).isFalse();
    }

    @Test
    void theNewcomerStopsAndSaysWhatToDo() {
        List<String> reasons = new ArrayList<>();
        me.onExpelled(reasons::add);
        agreement.hear(said(OTHER, BEGAN - 1, 1), NOW);
        agreement.hear(said(OTHER, BEGAN - 2, 1), NOW);
        assertThat(agreement.broken()).isTrue();
        assertThat(reasons).singleElement().asString().contains("stop all instances", "began earlier");
        assertThat(me.stopping()).as("it is the detector that stops it").isFalse();
    }

    @Test
    void theOlderOneGoesOn() {
        agreement.hear(said(OTHER, BEGAN + 1, 1), NOW);
        assertThat(agreement.broken()).isFalse();
    }

    @Test
    void ofTwoThatBeganTogetherExactlyOneStops() {
        agreement.hear(said(OTHER, BEGAN, 51), NOW);
        assertThat(agreement.broken()).isFalse();
        agreement.hear(said(OTHER, BEGAN, 49), NOW);
        assertThat(agreement.broken()).isTrue();
    }

    @Test
    void whatWasSaidBeforeThisOneBeganIsTheLastWordOfOneThatHasStopped() {
        agreement.hear(said(OTHER, BEGAN - 1, 1), BEGAN - 1);
        assertThat(agreement.broken()).isFalse();
    }

    @Test
    void anInstanceOfTheVersionThatGaveNoNameIsOlder() {
        Announcement unnamed = new Announcement("t", 0, 1, 1, false, new TreeMap<>(), OTHER, Instance.Name.UNKNOWN);
        agreement.hear(unnamed, NOW);
        assertThat(agreement.broken()).isTrue();
    }

    private static Announcement said(int hash, long beganMs, long number) {
        return new Announcement(
                "t", 0, 1, 1, false, new TreeMap<>(Map.of("t", 1)), hash, new Instance.Name(beganMs, number));
    }
}
