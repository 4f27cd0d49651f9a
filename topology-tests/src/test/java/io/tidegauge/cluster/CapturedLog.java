package io.tidegauge.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What is logged under a name, from a level up, for as long as this is open. */
public final class CapturedLog implements AutoCloseable {

    private final Logger logger;
    private final @Nullable Level before;
    private final Lines lines;

    /** Warnings and errors. */
    public CapturedLog(String name) {
        this(name, Level.WARN);
    }

    /** What is of this level or above, whether it is logged otherwise or not. */
    public CapturedLog(String name, Level level) {
        logger = (Logger) LoggerFactory.getLogger(name);
        before = logger.getLevel();
        if (!logger.isEnabledFor(level)) {
            logger.setLevel(level);
        }
        lines = new Lines(level);
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
        logger.setLevel(before);
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> messages = new CopyOnWriteArrayList<>();
        private final Level level;

        Lines(Level level) {
            this.level = level;
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(level)) {
                messages.add(event.getFormattedMessage());
            }
        }
    }
}
