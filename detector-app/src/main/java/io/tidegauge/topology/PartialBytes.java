package io.tidegauge.topology;

import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.ProfileReader;
import io.tidegauge.profile.ProfileWriter;
import io.tidegauge.topology.InternalMessage.Partial;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bytes of a {@link Partial}, which are nearly all that the internal topics carry. Version 2, with numbers and texts
 * as in {@link ProfileWriter}: model, version, segment, start of the pane (signed), rows, how many features; of each its
 * name, the length of its profile, its profile packed.
 */
final class PartialBytes {

    /** Characters that a name has at most. */
    private static final int LONGEST_TEXT = 65_535;

    private PartialBytes() {}

    static byte[] write(Partial partial) {
        ProfileWriter out = new ProfileWriter();
        Pane pane = partial.pane();
        out.text(pane.model().model());
        out.text(pane.model().version());
        out.text(pane.segment());
        out.signed(pane.startMs());
        out.number(partial.rows());
        out.number(partial.features().size());
        partial.features().forEach((feature, profile) -> {
            byte[] packed = profile.pack();
            out.text(feature);
            out.number(packed.length);
            out.octets(packed);
        });
        return out.toByteArray();
    }

    static Partial read(byte[] bytes) {
        ProfileReader in = new ProfileReader(bytes);
        ModelVersion model = new ModelVersion(in.text(LONGEST_TEXT), in.text(LONGEST_TEXT));
        Pane pane = new Pane(model, in.text(LONGEST_TEXT), in.signed());
        long rows = in.count();
        int count = in.size("features", bytes.length, 2);
        SortedMap<String, FeatureProfile> features = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String feature = in.text(LONGEST_TEXT);
            int length = in.size("bytes of a profile", bytes.length, 1);
            features.put(feature, FeatureProfile.unpack(in.octets(length)));
        }
        in.requireEnd();
        return new Partial(pane, rows, features);
    }

    /** Of version 1: all lengths in four or eight bytes, profiles as topics of others hold them. */
    static Partial readFirst(DataInputStream in) throws IOException {
        Pane pane = StateBytes.readPane(in);
        long rows = in.readLong();
        int count = StateBytes.readCount(in);
        SortedMap<String, FeatureProfile> features = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            features.put(in.readUTF(), FeatureProfile.decode(StateBytes.readBytes(in)));
        }
        return new Partial(pane, rows, features);
    }
}
