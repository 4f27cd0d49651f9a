package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Finding.Weight;
import io.tidegauge.serde.AvroWire;
import io.tidegauge.serde.RegistryLockedOutException;
import io.tidegauge.serde.RegistryUnavailableException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way into the schema registry at start-up: waits for it, and has the schemas we write registered or looked up. */
final class RegistryEntry {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryEntry.class);

    private final DetectorConfig config;
    private final Waiting waiting;

    RegistryEntry(DetectorConfig config, Waiting waiting) {
        this.config = config;
        this.waiting = waiting;
    }

    /**
     * The open wire, its output schemas known to the registry.
     *
     * @throws StartRefusedException where the registry refuses a schema, or a property is wrong
     */
    AvroWire enter(ResourceStack resources) throws InterruptedException {
        AvroWire wire;
        try {
            wire = resources.own(AvroWire.open(config.registry(), true));
        } catch (org.apache.kafka.common.config.ConfigException wrong) {
            throw refused("schema-registry", wrong, "correct the properties under schema-registry:");
        }
        String reports = config.topics().reports();
        String alerts = config.topics().alerts();
        LOG.info(
                "action=connect what=\"schema registry\" address={}",
                config.registry().url());
        prepare(reports, () -> wire.reports().serialize(reports, SampleRecords.report()));
        prepare(alerts, () -> wire.alerts().serialize(alerts, SampleRecords.alert()));
        LOG.info("action=open-wire registry={} serde={}", config.registry().url(), wire.serde());
        return wire;
    }

    private void prepare(String topic, Runnable attempt) throws InterruptedException {
        try {
            waiting.until(
                    "schema registry",
                    config.registry().url(),
                    failure -> failure instanceof RegistryUnavailableException && !isLockedOut(failure),
                    () -> {
                        attempt.run();
                        return topic;
                    });
        } catch (RegistryUnavailableException lockedOut) {
            throw refused(
                    "schema registry " + config.registry().url(),
                    lockedOut,
                    "correct the credentials under schema-registry: properties, or what they are allowed");
        } catch (KafkaException refused) {
            throw refused(
                    "subject " + topic + "-value",
                    refused,
                    "register this version's schema, or let it be registered (auto.register.schemas), in the mode"
                            + " FULL_TRANSITIVE");
        }
    }

    private static boolean isLockedOut(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryLockedOutException) {
                return true;
            }
        }
        return false;
    }

    private static StartRefusedException refused(String subject, RuntimeException cause, String remedy) {
        return new StartRefusedException(
                List.of(new Finding(Weight.FATAL, subject, String.valueOf(cause.getMessage()), remedy)));
    }
}
