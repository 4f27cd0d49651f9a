package io.tidegauge.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged at WARN and above under a name, for as long as this is open. */
public final class CapturedLog implements AutoCloseable {

    private final Logger logger;
    private final Lines lines = new Lines();

    public CapturedLog(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        lines.start();
        logger.addAppender(lines);
    }

    /** The messages so far. */
    public List<String> messages() {
        return List.copyOf(lines.messages);
    }

    @Override
    public void close() {
        logger.detachAppender(lines);
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                messages.add(event.getFormattedMessage());
            }
        }
    }
}
