package io.tidegauge.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/** RocksDB as the detector sets it up, which also counts what it looks at, deleted entries among it. */
public final class CountingRocksMemory implements RocksDBConfigSetter {

    private static final Statistics STATISTICS = new Statistics();

    private final SharedRocksMemory own = new SharedRocksMemory();

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        own.setConfig(storeName, options, configs);
        options.setStatistics(STATISTICS);
    }

    @Override
    public void close(String storeName, Options options) {
        own.close(storeName, options);
    }

    /** Reads, and entries that scans came by, whether they gave them or skipped them as deleted or overwritten. */
    static long looked() {
        return STATISTICS.getTickerCount(TickerType.NUMBER_KEYS_READ)
                + STATISTICS.getTickerCount(TickerType.NUMBER_DB_SEEK)
                + STATISTICS.getTickerCount(TickerType.NUMBER_DB_NEXT)
                + STATISTICS.getTickerCount(TickerType.NUMBER_ITER_SKIP);
    }
}
