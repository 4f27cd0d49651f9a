package io.tidegauge.topology;

import org.apache.kafka.common.utils.Bytes;

/**
 * A key of the pane store: model, version, segment, start of the pane, feature; then, for a part that is not merged with
 * the feature's other rows yet, its number.
 *
 * @param part the number of the part, {@link #WHOLE} for what is merged
 */
record PaneKey(Pane pane, String feature, long part) {

    /** Stands for the number that there is not. */
    static final long WHOLE = -1;

    /** What the keys of a pane begin with. */
    static Bytes prefix(Pane pane) {
        return begin(pane).bytes();
    }

    /** The key of what is merged of a feature, which the keys of its parts begin with. */
    static Bytes whole(Pane pane, String feature) {
        return begin(pane).text(feature).bytes();
    }

    /** The key of a part of a feature; those with greater numbers sort behind it. */
    static Bytes part(Pane pane, String feature, long number) {
        return begin(pane).text(feature).number(number).bytes();
    }

    private static StoreKey begin(Pane pane) {
        return new StoreKey().model(pane.model()).text(pane.segment()).number(pane.startMs());
    }

    /** Reads a key. */
    static PaneKey read(Bytes bytes) {
        return StateFormat.read(Names.PANE_STORE, () -> {
            StoreKey.Reader key = new StoreKey.Reader(bytes);
            Pane pane = new Pane(key.model(), key.text(), key.number());
            String feature = key.text();
            return new PaneKey(pane, feature, key.hasMore() ? key.number() : WHOLE);
        });
    }

    boolean isPart() {
        return part != WHOLE;
    }
}
