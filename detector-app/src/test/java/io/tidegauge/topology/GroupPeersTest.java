package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who stops because of whom it sees in the group: the newcomer, once the older one must be alive. */
class GroupPeersTest {

    private static final int MINE = 7;
    private static final int OTHER = 0xfedcba98;
    private static final long BEGAN = 1_767_225_600_000L;
    private static final Duration SESSION = Duration.ofSeconds(45);

    private final Instance me = new Instance(new Instance.Name(BEGAN, 50));
    private final GroupPeers peers = new GroupPeers(me, MINE, SESSION);

    @Test
    void anOlderOneWithOtherWindowsCountsOnceItHasOutlivedASession() {
        String older = member(BEGAN - 1, -9, OTHER);
        look(0, older);
        look(45, older);
        assertThat(me.expelledBecause()).as("it may have died just before").isEmpty();
        look(46, older);
        assertThat(me.expelledBecause()).isPresent();
    }

    @Test
    void oneThatIsGoneInBetweenBeginsAnew() {
        String older = member(BEGAN - 1, 1, OTHER);
        look(0, older);
        look(30);
        look(40, older);
        look(80, older);
        assertThat(me.expelledBecause()).isEmpty();
    }

    @Test
    void itselfAYoungerOneTheSameWindowsAndStrangersAreNoReason() {
        String[] members = {
            member(BEGAN, 50, MINE),
            member(BEGAN + 1, 1, OTHER),
            member(BEGAN - 1, 1, MINE),
            "somebody-else-StreamThread-1-consumer",
            "app-00000000-0000-0000-0000-000000000000-StreamThread-1-consumer",
            "sarama"
        };
        look(0, members);
        look(1_000, members);
        assertThat(me.expelledBecause()).isEmpty();
    }

    private void look(int second, String... members) {
        peers.seen(List.of(members), Duration.ofSeconds(second).toNanos());
    }

    /** As the broker lists the consumer of an instance's first thread. */
    private static String member(long beganMs, long number, int windows) {
        GroupPeers other = new GroupPeers(new Instance(new Instance.Name(beganMs, number)), windows, SESSION);
        return other.clientId("my-app-2") + "-StreamThread-1-consumer";
    }
}
