package io.tidegauge.baseline;

import io.tidegauge.event.FeatureValue;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file. */
final class CsvRows implements RowReader {

    private final List<ColumnScan> scans;
    private final List<String> columns;
    private final long rows;
    private final CsvRecords records;
    private long number;

    CsvRows(RowSource source, ColumnTypes types) throws IOException {
        try (CsvRecords first = new CsvRecords(source, types.delimiter())) {
            columns = first.header();
            scans = columns.stream().map(name -> new ColumnScan(name, types)).toList();
            rows = scan(first, source);
        }
        records = new CsvRecords(source, types.delimiter());
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public @Nullable Row next() {
        CSVRecord record = records.next();
        if (record == null) {
            return null;
        }
        Map<String, FeatureValue> values = new HashMap<>(columns.size() * 2);
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), scans.get(i).value(record.get(i)));
        }
        return new Row(number++, records.line(), values);
    }

    @Override
    public void close() {
        records.close();
    }

    private long scan(CsvRecords records, RowSource source) {
        long count = 0;
        for (CSVRecord record = records.next(); record != null; record = records.next()) {
            for (int i = 0; i < columns.size(); i++) {
                try {
                    scans.get(i).add(record.get(i));
                } catch (IllegalArgumentException e) {
                    throw new BadRowException(
                            source.file(), records.line(), "column '" + columns.get(i) + "': " + e.getMessage());
                }
            }
            count++;
        }
        return count;
    }
}
