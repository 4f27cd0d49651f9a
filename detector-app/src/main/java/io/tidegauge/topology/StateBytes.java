package io.tidegauge.topology;

import io.tidegauge.event.ModelVersion;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Pieces that internal messages and stores write alike. */
final class StateBytes {

    private StateBytes() {}

    /** How a value is read from its bytes. */
    interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    /**
     * Reads a value that takes all of the bytes.
     *
     * @param what names it in messages
     * @throws SerializationException whatever is wrong with the bytes
     */
    static <T> T read(String what, byte[] bytes, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            T value = reading.from(in);
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes are left over");
            }
            return value;
        } catch (SerializationException said) {
            throw said;
        } catch (EOFException truncated) {
            throw new SerializationException(what + " of " + bytes.length + " bytes ends too early", truncated);
        } catch (IOException | RuntimeException invalid) {
            throw new SerializationException(what + " of " + bytes.length + " bytes: " + invalid.getMessage(), invalid);
        }
    }

    /** How many elements follow; nothing is made for them before they are there. */
    static int readCount(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            throw new IOException("a count of " + count);
        }
        return count;
    }

    static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        int length = readCount(in);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException(length + " bytes announced, " + bytes.length + " there");
        }
        return bytes;
    }

    static void writeOptional(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeBoolean(bytes != null);
        if (bytes != null) {
            writeBytes(out, bytes);
        }
    }

    static byte @Nullable [] readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? readBytes(in) : null;
    }

    static void writeModel(DataOutputStream out, ModelVersion model) throws IOException {
        out.writeUTF(model.model());
        out.writeUTF(model.version());
    }

    static ModelVersion readModel(DataInputStream in) throws IOException {
        return new ModelVersion(in.readUTF(), in.readUTF());
    }

    static void writePane(DataOutputStream out, Pane pane) throws IOException {
        writeModel(out, pane.model());
        out.writeUTF(pane.segment());
        out.writeLong(pane.startMs());
    }

    static Pane readPane(DataInputStream in) throws IOException {
        return new Pane(readModel(in), in.readUTF(), in.readLong());
    }
}
