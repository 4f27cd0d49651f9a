package io.tidegauge.topology;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.errors.SerializationException;

/** A baseline record as the state store keeps it: no registry inside a store. */
final class BaselineRecordBytes {

    /** Version 1 had neither blocks nor rules that are off. */
    private static final int FEATURE_VERSION = 2;

    private static final int MANIFEST_VERSION = 1;

    private BaselineRecordBytes() {}

    static byte[] write(BaselineRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(record instanceof FeatureBaseline ? FEATURE_VERSION : MANIFEST_VERSION);
            StateBytes.writeModel(out, record.model());
            out.writeUTF(record.baselineId());
            out.writeUTF(record.feature());
            if (record instanceof FeatureBaseline feature) {
                writeFeature(out, feature);
            } else if (record instanceof BaselineManifest manifest) {
                writeManifest(out, manifest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void writeFeature(DataOutputStream out, FeatureBaseline feature) throws IOException {
        out.writeUTF(feature.kind().name());
        out.writeLong(feature.rows());
        StateBytes.writeBytes(out, feature.profile().encode());
        StateBytes.writeOptional(
                out, feature.blocks().map(BaselineBlocks::encode).orElse(null));
        out.writeInt(feature.rulesOff().size());
        for (AlertKind kind : feature.rulesOff()) {
            out.writeUTF(kind.name());
        }
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
        if (version < MANIFEST_VERSION || version > FEATURE_VERSION) {
            throw new SerializationException("stored baseline of version " + version + ", this reads "
                    + MANIFEST_VERSION + " to " + FEATURE_VERSION);
        }
        ModelVersion model = StateBytes.readModel(in);
        String id = in.readUTF();
        String feature = in.readUTF();
        if (feature.equals(FeatureNames.ALL)) {
            return readManifest(in, model, id);
        }
        return readFeature(in, version, model, id, feature);
    }

    private static FeatureBaseline readFeature(
            DataInputStream in, int version, ModelVersion model, String id, String feature) throws IOException {
        FeatureKind kind = FeatureKind.valueOf(in.readUTF());
        long rows = in.readLong();
        FeatureProfile profile = FeatureProfile.decode(StateBytes.readBytes(in));
        if (version < FEATURE_VERSION) {
            return new FeatureBaseline(model, id, feature, kind, rows, profile);
        }
        Optional<BaselineBlocks> blocks =
                Optional.ofNullable(StateBytes.readOptional(in)).map(BaselineBlocks::decode);
        SortedSet<AlertKind> rulesOff = new TreeSet<>();
        int count = StateBytes.readCount(in);
        for (int i = 0; i < count; i++) {
            AlertKind.named(in.readUTF()).ifPresent(rulesOff::add);
        }
        return new FeatureBaseline(model, id, feature, kind, rows, profile, blocks, rulesOff);
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
