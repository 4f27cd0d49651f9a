package io.tidegauge.topology;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Lets the two processors of stage 1 share one task's {@link LivePanes}. It has no changelog and saves nothing: what it
 * holds is drained before every commit, and what is not yet drained is replayed.
 */
final class LivePanesStore implements StateStore {

    private final LivePanes panes;
    private boolean open;

    LivePanesStore(LiveLimits limits) {
        this.panes = new LivePanes(limits);
    }

    LivePanes panes() {
        return panes;
    }

    @Override
    public String name() {
        return Names.LIVE_STORE;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        panes.clear();
        open = true;
    }

    @Override
    public void close() {
        panes.clear();
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Builds the store without a changelog. */
    static final class Builder implements StoreBuilder<LivePanesStore> {

        private final LiveLimits limits;

        Builder(LiveLimits limits) {
            this.limits = limits;
        }

        @Override
        public StoreBuilder<LivePanesStore> withCachingEnabled() {
            throw new IllegalStateException(Names.LIVE_STORE + " cannot be cached");
        }

        @Override
        public StoreBuilder<LivePanesStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<LivePanesStore> withLoggingEnabled(Map<String, String> config) {
            throw new IllegalStateException(Names.LIVE_STORE + " cannot be logged");
        }

        @Override
        public StoreBuilder<LivePanesStore> withLoggingDisabled() {
            return this;
        }

        @Override
        public LivePanesStore build() {
            return new LivePanesStore(limits);
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return Names.LIVE_STORE;
        }
    }
}
