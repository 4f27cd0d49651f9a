package io.tidegauge.baseline;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file as UTF-8 text, unpacked where its first bytes say gzip, without its byte order mark. */
record RowSource(Path file) {

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    Reader open() throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            Reader text = new BufferedReader(new InputStreamReader(
                    isGzip(bytes) ? new GZIPInputStream(bytes, 1 << 16) : bytes,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)));
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            return text;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** Whether the first character that is not blank opens a JSON value. */
    boolean holdsJson() throws IOException {
        try (Reader text = open()) {
            int first = text.read();
            while (first >= 0 && Character.isWhitespace(first)) {
                first = text.read();
            }
            return first == '{' || first == '[';
        }
    }

    /** What to throw for a failed read, with the file's name. */
    UncheckedIOException failure(IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof NoSuchFileException) {
            why = "no such file";
        } else if (e instanceof AccessDeniedException) {
            why = "not readable";
        } else if (e instanceof CharacterCodingException) {
            why = "not UTF-8 text";
        }
        return new UncheckedIOException(file + ": " + why, e);
    }

    private static boolean isGzip(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return gzip;
    }
}
