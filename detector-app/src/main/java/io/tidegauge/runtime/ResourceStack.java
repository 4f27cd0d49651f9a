package io.tidegauge.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened, to be closed in reverse order; once closed it takes nothing more. */
final class ResourceStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceStack.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    /**
     * Owns the resource from now on.
     *
     * @throws CancellationException when the stack has been closed; the resource is then closed at once
     */
    <T extends AutoCloseable> T own(T resource) {
        synchronized (this) {
            if (!closed) {
                opened.push(resource);
                return resource;
            }
        }
        closeOne(resource);
        throw new CancellationException("closed while starting");
    }

    /** Closes everything, the last opened first; a failure is logged and does not keep the rest open. */
    @Override
    public void close() {
        while (true) {
            AutoCloseable next;
            synchronized (this) {
                closed = true;
                if (opened.isEmpty()) {
                    return;
                }
                next = opened.pop();
            }
            closeOne(next);
        }
    }

    private static void closeOne(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception failed) {
            LOG.warn("action=close resource={}", resource.getClass().getSimpleName(), failed);
        }
    }
}
