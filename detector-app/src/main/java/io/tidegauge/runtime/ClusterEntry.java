package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Finding.Weight;
import io.tidegauge.topology.DetectorListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way into the cluster at start-up: waits for a broker, then looks whether all is as the detector needs it. */
final class ClusterEntry {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterEntry.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final DetectorConfig config;
    private final Waiting waiting;
    private final Consumer<String> phase;

    /** Says through {@code phase} what is being done. */
    ClusterEntry(DetectorConfig config, Waiting waiting, Consumer<String> phase) {
        this.config = config;
        this.waiting = waiting;
        this.phase = phase;
    }

    /**
     * An administration client of a cluster that has been looked at.
     *
     * @throws StartRefusedException where the cluster is not as it must be
     */
    Admin enter(ResourceStack resources) throws InterruptedException {
        String servers = config.bootstrapServers();
        phase.accept("waiting for a broker at " + servers);
        // Said before the first attempt, which takes a client its whole patience where nobody answers.
        LOG.info("action=connect what=broker address={} effect=\"waiting for the broker\"", servers);
        Admin admin = waiting.until("broker", servers, ClusterEntry::mayPass, this::connect);
        resources.own(() -> admin.close(CLOSE));
        phase.accept("looking at the cluster");
        AdminQueries queries = new AdminQueries(admin, PATIENCE);
        List<Finding> findings = waiting.until(
                "cluster", servers, ClusterEntry::mayPass, () -> new ClusterInspection(config, queries).findings());
        List<Finding> fatal = findings.stream()
                .filter(finding -> finding.weight() == Weight.FATAL)
                .toList();
        if (!fatal.isEmpty()) {
            throw new StartRefusedException(fatal);
        }
        findings.forEach(finding -> LOG.warn(
                "action=inspect subject=\"{}\" problem=\"{}\" remedy=\"{}\"",
                finding.subject(),
                finding.problem(),
                finding.remedy()));
        return admin;
    }

    /** What the cluster says of progress; waits where brokers went away again after they were found. */
    ClusterProgress progress(Admin admin, DetectorListener listener) throws InterruptedException {
        return waiting.until(
                "cluster",
                config.bootstrapServers(),
                ClusterEntry::mayPass,
                () -> ClusterProgress.open(config, admin, listener, ClusterProgress.INTERVAL));
    }

    private Admin connect() {
        Admin admin = open(config);
        try {
            new AdminQueries(admin, PATIENCE).answer(admin.describeCluster().clusterId());
            return admin;
        } catch (RuntimeException failed) {
            admin.close(Duration.ZERO);
            throw failed;
        }
    }

    /**
     * An administration client; asks the cluster nothing yet.
     *
     * @throws StartRefusedException where a client property is wrong
     */
    static Admin open(DetectorConfig config) {
        try {
            return Admin.create(ClientProperties.admin(config));
        } catch (KafkaException refused) {
            Throwable cause = refused.getCause() == null ? refused : refused.getCause();
            String message = String.valueOf(cause.getMessage());
            if (message.contains("resolvable")) {
                throw new UnknownHostException(message, refused);
            }
            throw new StartRefusedException(List.of(new Finding(
                    Weight.FATAL,
                    "kafka client",
                    message,
                    "correct bootstrap-servers or the properties under kafka:")));
        }
    }

    /** A name that does not resolve yet: in a cluster that comes up, it will. */
    private static final class UnknownHostException extends KafkaException {
        private static final long serialVersionUID = 1L;

        UnknownHostException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static boolean mayPass(RuntimeException failure) {
        return failure instanceof KafkaException
                && !(failure instanceof AuthenticationException)
                && !(failure instanceof AuthorizationException);
    }
}
