package io.tidegauge.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Keeps the logs to what matters: a broker writes some thousand lines at its start, and its network
 * client warns at every stop.
 */
final class DemoLogs {

    private static final List<String> BROKER_ONLY = List.of(
            "kafka",
            "state.change.logger",
            "org.apache.kafka.clients.NetworkClient",
            "org.apache.kafka.controller",
            "org.apache.kafka.coordinator",
            "org.apache.kafka.image",
            "org.apache.kafka.metadata",
            "org.apache.kafka.raft",
            "org.apache.kafka.server",
            "org.apache.kafka.storage");

    private DemoLogs() {}

    /** Errors of the broker, warnings of the clients; a level that the logging configuration sets itself stays. */
    static void quietBroker() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            BROKER_ONLY.forEach(name -> limit(context.getLogger(name), Level.ERROR));
            limit(context.getLogger("org.apache.kafka"), Level.WARN);
        }
    }

    /** Warnings only, of the detector too: the demo says itself what happens. */
    static void quiet() {
        quietBroker();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("io.tidegauge").setLevel(Level.WARN);
        }
    }

    private static void limit(Logger logger, Level level) {
        if (logger.getLevel() == null) {
            logger.setLevel(level);
        }
    }
}
