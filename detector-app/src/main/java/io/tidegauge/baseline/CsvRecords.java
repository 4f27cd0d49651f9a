package io.tidegauge.baseline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** One pass over the records of a CSV file, each with as many fields as the header. */
final class CsvRecords implements AutoCloseable {

    private final RowSource source;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;
    private long line = 1;

    CsvRecords(RowSource source, char delimiter) throws IOException {
        this.source = source;
        parser = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get()
                .parse(source.open());
        try {
            records = parser.iterator();
            header = readHeader();
        } catch (RuntimeException e) {
            parser.close();
            throw e;
        }
    }

    List<String> header() {
        return header;
    }

    /** The line the last record began on, from 1. */
    long line() {
        return line;
    }

    /** The next record, or null after the last; an empty line is a row only where there is a single column. */
    @Nullable
    CSVRecord next() {
        CSVRecord record = read();
        while (record != null && header.size() > 1 && isEmptyLine(record)) {
            record = read();
        }
        if (record != null && record.size() != header.size()) {
            throw new BadRowException(
                    source.file(), line, record.size() + " fields, but the header has " + header.size());
        }
        return record;
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw source.failure(e);
        }
    }

    private @Nullable CSVRecord read() {
        line = parser.getCurrentLineNumber() + 1;
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException e) {
            String why = e.getCause() == null
                    ? String.valueOf(e.getMessage())
                    : source.failure(e.getCause()).getMessage();
            throw new BadRowException(source.file(), line, "cannot be read: " + why);
        }
    }

    private List<String> readHeader() {
        CSVRecord first = read();
        while (first != null && isEmptyLine(first)) {
            first = read();
        }
        if (first == null) {
            throw new BadRowException(source.file(), line, "no header row: the file is empty");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < first.size(); i++) {
            String name = first.get(i);
            if (name.isBlank()) {
                throw new BadRowException(
                        source.file(),
                        line,
                        "column " + (i + 1) + " has no name in the header (pandas: to_csv(..., index=False))");
            }
            if (!seen.add(name)) {
                throw new BadRowException(source.file(), line, "two columns are named '" + name + "' in the header");
            }
        }
        return first.toList();
    }

    private static boolean isEmptyLine(CSVRecord record) {
        return record.size() == 1 && record.get(0).isEmpty();
    }
}
