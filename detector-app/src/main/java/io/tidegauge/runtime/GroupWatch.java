package io.tidegauge.runtime;

import io.tidegauge.topology.GroupPeers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds who is in the application's group, in a thread of its own. */
final class GroupWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AdminQueries cluster;
    private final String group;
    private final GroupPeers peers;
    private final ScheduledExecutorService looker;

    private GroupWatch(AdminQueries cluster, String group, GroupPeers peers) {
        this.cluster = cluster;
        this.group = group;
        this.peers = peers;
        this.looker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, group + "-group");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Looks until closed.
     *
     * @param admin the client to ask through; remains the caller's to close, after this
     */
    static GroupWatch open(Admin admin, String group, GroupPeers peers) {
        GroupWatch watch = new GroupWatch(new AdminQueries(admin, PATIENCE), group, peers);
        watch.looker.scheduleWithFixedDelay(
                watch::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            ConsumerGroupDescription described = cluster.answer(Objects.requireNonNull(cluster.admin()
                    .describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)));
            // A static member is listed under the client id that the first instance of its name had: it says nothing.
            peers.seen(
                    described.members().stream()
                            .filter(member -> member.groupInstanceId().isEmpty())
                            .map(MemberDescription::clientId)
                            .toList(),
                    System.nanoTime());
        } catch (RuntimeException unknown) {
            // Whoever is in the group now is seen at the next look; that the cluster does not answer is told elsewhere.
            LOG.debug("action=look-at-group group={}", group, unknown);
        }
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
