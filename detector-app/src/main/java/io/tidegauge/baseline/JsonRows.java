package io.tidegauge.baseline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tidegauge.event.FeatureValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a file with one JSON object per line. */
final class JsonRows implements RowReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final RowSource source;
    private final ColumnTypes types;
    private final List<String> columns;
    private final long rows;
    private BufferedReader lines;
    private long line;
    private long number;

    JsonRows(RowSource source, ColumnTypes types) throws IOException {
        this.source = source;
        this.types = types;
        lines = new BufferedReader(source.open());
        Set<String> names = new LinkedHashSet<>();
        try {
            for (Row row = next(); row != null; row = next()) {
                names.addAll(row.values().keySet());
            }
        } finally {
            lines.close();
        }
        columns = List.copyOf(names);
        rows = number;
        line = 0;
        number = 0;
        lines = new BufferedReader(source.open());
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
        try {
            String text = nextLine();
            return text == null ? null : new Row(number++, line, values(text));
        } catch (JsonProcessingException e) {
            throw new BadRowException(source.file(), line, "not a JSON object: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new BadRowException(source.file(), line, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new BadRowException(
                    source.file(),
                    line + 1,
                    "cannot be read: " + source.failure(e).getMessage());
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw source.failure(e);
        }
    }

    private @Nullable String nextLine() throws IOException {
        String text = lines.readLine();
        line++;
        while (text != null && text.isBlank()) {
            text = lines.readLine();
            line++;
        }
        return text;
    }

    private Map<String, FeatureValue> values(String text) throws IOException {
        Map<String, FeatureValue> values = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object: each line must hold one");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String column = parser.currentName();
                values.put(column, value(column, parser.nextToken(), parser));
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON object on the line");
            }
        }
        return values;
    }

    private FeatureValue value(String column, JsonToken token, JsonParser parser) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return FeatureValue.MISSING;
        }
        if (token.isStructStart()) {
            throw new IllegalArgumentException("column '" + column
                    + "' holds an object or array; only numbers, strings," + " booleans and null are values");
        }
        String text = parser.getText();
        if (types.verbatim().contains(column)) {
            return new FeatureValue.Text(text);
        }
        if (types.numeric().contains(column)) {
            return new FeatureValue.Numeric(NumberText.parse(text)
                    .orElseThrow(() ->
                            new IllegalArgumentException("column '" + column + "': '" + text + "' is not a number")));
        }
        if (token.isBoolean()) {
            return new FeatureValue.Bool(parser.getBooleanValue());
        }
        if (!token.isNumeric()) {
            return new FeatureValue.Text(text);
        }
        double number = parser.getDoubleValue();
        return types.categorical().contains(column)
                ? new FeatureValue.Text(NumberText.label(number))
                : new FeatureValue.Numeric(number);
    }
}
