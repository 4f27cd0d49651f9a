package io.tidegauge.serde;

import java.util.Map;

/**
 * How much Avro may allocate for one string, byte array or collection because a record claims that length. Avro reads
 * these system properties once, when it is first used; values given on the command line stay. They guard the memory;
 * what an event may hold is less and is checked, with the feature's name, by {@link io.tidegauge.event.EventLimits}.
 */
final class AvroLimits {

    /** 16 MiB: well above the largest record of a broker with default settings. */
    static final int MAX_LENGTH = 16 << 20;

    static final int MAX_ITEMS = 100_000;

    private AvroLimits() {}

    static void apply() {
        Map.of(
                        "org.apache.avro.limits.string.maxLength", MAX_LENGTH,
                        "org.apache.avro.limits.bytes.maxLength", MAX_LENGTH,
                        "org.apache.avro.limits.collectionItems.maxLength", MAX_ITEMS)
                .forEach((property, limit) -> {
                    if (System.getProperty(property) == null) {
                        System.setProperty(property, limit.toString());
                    }
                });
    }
}
