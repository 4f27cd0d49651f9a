package io.tidegauge.topology;

import io.tidegauge.event.ModelVersion;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Pieces that internal messages and stores write alike. */
final class StateBytes {

    private StateBytes() {}

    static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
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
