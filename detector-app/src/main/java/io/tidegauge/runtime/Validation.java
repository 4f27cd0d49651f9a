package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Finding.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Looks at everything the detector depends on, broker and registry, in one go and without waiting for either. */
public final class Validation {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    /** Which topics to make before looking. */
    public record Creation(Optional<Integer> partitions, Optional<Short> replicas) {}

    /**
     * What was found.
     *
     * @param created topics that were made
     * @param findings everything there is to say, the cluster first
     */
    public record Result(List<String> created, List<Finding> findings) {

        /** Whether nothing but advice was found. */
        public boolean good() {
            return findings.stream().allMatch(finding -> finding.weight() == Weight.ADVICE);
        }
    }

    private final DetectorConfig config;

    public Validation(DetectorConfig config) {
        this.config = config;
    }

    /** Makes the missing topics where that is asked for, then looks at everything. */
    public Result run(Optional<Creation> creation) {
        List<String> created = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        try {
            Admin admin = ClusterEntry.open(config);
            try {
                cluster(admin, creation, created, findings);
            } finally {
                admin.close(CLOSE);
            }
        } catch (StartRefusedException refused) {
            findings.addAll(refused.findings());
        } catch (KafkaException failed) {
            findings.add(unreachable(failed));
        }
        findings.addAll(new SubjectInspection(config).findings());
        return new Result(List.copyOf(created), List.copyOf(findings));
    }

    private void cluster(Admin admin, Optional<Creation> creation, List<String> created, List<Finding> findings) {
        AdminQueries cluster = new AdminQueries(admin, PATIENCE);
        cluster.answer(admin.describeCluster().clusterId());
        creation.ifPresent(wanted -> {
            try {
                created.addAll(UserTopics.create(admin, config, wanted.partitions(), wanted.replicas()));
            } catch (KafkaException refused) {
                findings.add(new Finding(
                        Weight.FATAL,
                        "--create",
                        String.valueOf(refused.getMessage()),
                        "allow CREATE on the topics, or have them made by who may"));
            }
        });
        findings.addAll(new ClusterInspection(config, cluster).findings());
    }

    private Finding unreachable(KafkaException failed) {
        String remedy = failed instanceof AuthenticationException || failed instanceof AuthorizationException
                ? "correct the credentials under kafka:, or what they are allowed"
                : "start the broker, or correct bootstrap-servers and the security settings under kafka:";
        return new Finding(
                Weight.FATAL, "cluster " + config.bootstrapServers(), String.valueOf(failed.getMessage()), remedy);
    }
}
