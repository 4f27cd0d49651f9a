package io.tidegauge.topology;

import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.topology.InternalMessage.Announcement;
import io.tidegauge.topology.InternalMessage.BaselineChange;
import io.tidegauge.topology.InternalMessage.BaselineProgress;
import io.tidegauge.topology.InternalMessage.Partial;
import io.tidegauge.topology.InternalMessage.Refused;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** The bytes of {@link InternalMessage}: a version, a tag, then the fields in their order. */
final class InternalMessageSerde {

    private static final int VERSION = 1;

    /** Announcements of version 1 do not say which instance they are from. */
    private static final int ANNOUNCEMENT_VERSION = 2;

    private static final int PARTIAL = 1;
    private static final int ANNOUNCEMENT = 2;
    private static final int BASELINE_CHANGE = 3;
    private static final int BASELINE_PROGRESS = 4;
    private static final int REFUSED = 5;

    private InternalMessageSerde() {}

    static Serde<InternalMessage> serde() {
        return Serdes.serdeFrom(
                (topic, message) -> message == null ? null : write(message), InternalMessageSerde::read);
    }

    static byte[] write(InternalMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(message instanceof Announcement ? ANNOUNCEMENT_VERSION : VERSION);
            if (message instanceof Partial partial) {
                writePartial(out, partial);
            } else if (message instanceof Announcement announcement) {
                writeAnnouncement(out, announcement);
            } else if (message instanceof BaselineChange change) {
                out.writeByte(BASELINE_CHANGE);
                out.writeUTF(change.key());
                StateBytes.writeOptional(
                        out, change.record() == null ? null : BaselineRecordBytes.write(change.record()));
            } else if (message instanceof BaselineProgress progress) {
                out.writeByte(BASELINE_PROGRESS);
                out.writeInt(progress.partition());
                out.writeLong(progress.readTo());
            } else if (message instanceof Refused refused) {
                out.writeByte(REFUSED);
                StateBytes.writePane(out, refused.pane());
                out.writeLong(refused.events());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void writePartial(DataOutputStream out, Partial partial) throws IOException {
        out.writeByte(PARTIAL);
        StateBytes.writePane(out, partial.pane());
        out.writeLong(partial.rows());
        out.writeInt(partial.features().size());
        for (Map.Entry<String, FeatureProfile> feature : partial.features().entrySet()) {
            out.writeUTF(feature.getKey());
            StateBytes.writeBytes(out, feature.getValue().encode());
        }
    }

    private static void writeAnnouncement(DataOutputStream out, Announcement announcement) throws IOException {
        out.writeByte(ANNOUNCEMENT);
        out.writeUTF(announcement.topic());
        out.writeInt(announcement.partition());
        out.writeLong(announcement.watermarkMs());
        out.writeLong(announcement.readTo());
        out.writeBoolean(announcement.silent());
        out.writeInt(announcement.windowsHash());
        out.writeInt(announcement.sources().size());
        for (Map.Entry<String, Integer> source : announcement.sources().entrySet()) {
            out.writeUTF(source.getKey());
            out.writeInt(source.getValue());
        }
        out.writeLong(announcement.from().beganMs());
        out.writeLong(announcement.from().number());
    }

    private static @Nullable InternalMessage read(String topic, byte @Nullable [] bytes) {
        try {
            return bytes == null ? null : read(bytes);
        } catch (RuntimeException undecodable) {
            throw new UnreadableStateException("topic " + topic, undecodable);
        }
    }

    /**
     * The message in the bytes.
     *
     * @throws SerializationException when they are none of a version that is known
     */
    static InternalMessage read(byte[] bytes) {
        return StateBytes.read("internal message", bytes, InternalMessageSerde::read);
    }

    private static InternalMessage read(DataInputStream in) throws IOException {
        int version = in.readByte();
        int tag = in.readByte();
        int newest = tag == ANNOUNCEMENT ? ANNOUNCEMENT_VERSION : VERSION;
        if (version < 1 || version > newest) {
            throw new SerializationException("internal message of version " + version + " and kind " + tag
                    + ", this reads versions 1 to " + newest);
        }
        return switch (tag) {
            case PARTIAL -> readPartial(in);
            case ANNOUNCEMENT -> readAnnouncement(in, version);
            case BASELINE_CHANGE -> readBaselineChange(in);
            case BASELINE_PROGRESS -> new BaselineProgress(in.readInt(), in.readLong());
            case REFUSED -> new Refused(StateBytes.readPane(in), in.readLong());
            default -> throw new SerializationException("internal message of unknown kind " + tag);
        };
    }

    private static Partial readPartial(DataInputStream in) throws IOException {
        Pane pane = StateBytes.readPane(in);
        long rows = in.readLong();
        int count = StateBytes.readCount(in);
        SortedMap<String, FeatureProfile> features = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            features.put(in.readUTF(), FeatureProfile.decode(StateBytes.readBytes(in)));
        }
        return new Partial(pane, rows, features);
    }

    private static Announcement readAnnouncement(DataInputStream in, int version) throws IOException {
        String topic = in.readUTF();
        int partition = in.readInt();
        long watermark = in.readLong();
        long readTo = in.readLong();
        boolean silent = in.readBoolean();
        int hash = in.readInt();
        int count = StateBytes.readCount(in);
        SortedMap<String, Integer> sources = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            sources.put(in.readUTF(), in.readInt());
        }
        Instance.Name from = version == 1 ? Instance.Name.UNKNOWN : new Instance.Name(in.readLong(), in.readLong());
        return new Announcement(topic, partition, watermark, readTo, silent, sources, hash, from);
    }

    private static BaselineChange readBaselineChange(DataInputStream in) throws IOException {
        String key = in.readUTF();
        byte[] record = StateBytes.readOptional(in);
        return new BaselineChange(key, record == null ? null : BaselineRecordBytes.read(record));
    }
}
