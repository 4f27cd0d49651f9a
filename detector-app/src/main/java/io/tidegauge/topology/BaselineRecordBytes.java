package io.tidegauge.topology;

import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.errors.SerializationException;

/** A baseline record as the state store keeps it: no registry inside a store. */
final class BaselineRecordBytes {

    private static final int VERSION = 1;

    private BaselineRecordBytes() {}

    static byte[] write(BaselineRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            StateBytes.writeModel(out, record.model());
            out.writeUTF(record.baselineId());
            out.writeUTF(record.feature());
            if (record instanceof FeatureBaseline feature) {
                out.writeUTF(feature.kind().name());
                out.writeLong(feature.rows());
                StateBytes.writeBytes(out, feature.profile().encode());
            } else if (record instanceof BaselineManifest manifest) {
                writeManifest(out, manifest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void writeManifest(DataOutputStream out, BaselineManifest manifest) throws IOException {
        out.writeLong(manifest.effectiveFromMs());
        out.writeLong(manifest.createdMs());
        out.writeLong(manifest.rows());
        out.writeUTF(manifest.source());
        out.writeInt(manifest.features().size());
        for (String feature : manifest.features()) {
            out.writeUTF(feature);
        }
    }

    /**
     * The record in the bytes.
     *
     * @throws SerializationException when they are none of a version that is known
     */
    static BaselineRecord read(byte[] bytes) {
        return StateBytes.read("stored baseline", bytes, BaselineRecordBytes::read);
    }

    private static BaselineRecord read(DataInputStream in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new SerializationException("stored baseline of version " + version + ", this reads " + VERSION);
        }
        ModelVersion model = StateBytes.readModel(in);
        String id = in.readUTF();
        String feature = in.readUTF();
        if (feature.equals(FeatureNames.ALL)) {
            return readManifest(in, model, id);
        }
        FeatureKind kind = FeatureKind.valueOf(in.readUTF());
        long rows = in.readLong();
        return new FeatureBaseline(model, id, feature, kind, rows, FeatureProfile.decode(StateBytes.readBytes(in)));
    }

    private static BaselineManifest readManifest(DataInputStream in, ModelVersion model, String id) throws IOException {
        long effectiveFrom = in.readLong();
        long created = in.readLong();
        long rows = in.readLong();
        String source = in.readUTF();
        int count = StateBytes.readCount(in);
        SortedSet<String> features = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            features.add(in.readUTF());
        }
        return new BaselineManifest(model, id, features, effectiveFrom, created, rows, source);
    }
}
