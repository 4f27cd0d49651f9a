package io.tidegauge.topology;

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
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** The bytes of {@link InternalMessage}: a version, a tag, then the fields in their order. */
final class InternalMessageSerde {

    private static final int VERSION = 1;

    private static final int PARTIAL_VERSION = 2;
    private static final int ANNOUNCEMENT_VERSION = 3;

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
            out.writeByte(versionOf(message));
            if (message instanceof Partial partial) {
                out.writeByte(PARTIAL);
                out.write(PartialBytes.write(partial));
            } else if (message instanceof Announcement announcement) {
                out.writeByte(ANNOUNCEMENT);
                out.write(AnnouncementBytes.write(announcement));
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

    private static int versionOf(InternalMessage message) {
        if (message instanceof Partial) {
            return PARTIAL_VERSION;
        }
        return message instanceof Announcement ? ANNOUNCEMENT_VERSION : VERSION;
    }

    private static int newestOf(int kind) {
        return switch (kind) {
            case PARTIAL -> PARTIAL_VERSION;
            case ANNOUNCEMENT -> ANNOUNCEMENT_VERSION;
            default -> VERSION;
        };
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
        int newest = newestOf(tag);
        if (version < 1 || version > newest) {
            throw new SerializationException("internal message of version " + version + " and kind " + tag
                    + ", this reads versions 1 to " + newest);
        }
        return switch (tag) {
            case PARTIAL ->
                version == PARTIAL_VERSION ? PartialBytes.read(in.readAllBytes()) : PartialBytes.readFirst(in);
            case ANNOUNCEMENT ->
                version == ANNOUNCEMENT_VERSION
                        ? AnnouncementBytes.read(in.readAllBytes())
                        : AnnouncementBytes.readFirst(in, version);
            case BASELINE_CHANGE -> readBaselineChange(in);
            case BASELINE_PROGRESS -> new BaselineProgress(in.readInt(), in.readLong());
            case REFUSED -> new Refused(StateBytes.readPane(in), in.readLong());
            default -> throw new SerializationException("internal message of unknown kind " + tag);
        };
    }

    private static BaselineChange readBaselineChange(DataInputStream in) throws IOException {
        String key = in.readUTF();
        byte[] record = StateBytes.readOptional(in);
        return new BaselineChange(key, record == null ? null : BaselineRecordBytes.read(record));
    }
}
