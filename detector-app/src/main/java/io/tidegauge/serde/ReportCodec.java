package io.tidegauge.serde;

import io.tidegauge.alert.FeatureReport;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Reports of a feature in a window. */
final class ReportCodec implements RecordCodec<FeatureReport> {

    private static final String NAME = "FeatureReport";

    private final Schema schema = WireSchemas.published(NAME);
    private final Schema readingSchema = WireSchemas.reading(NAME);

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Schema readingSchema() {
        return readingSchema;
    }

    @Override
    public GenericRecord toRecord(FeatureReport report) {
        GenericRecord record = new GenericData.Record(schema);
        WireFields.putModel(record, report.model());
        record.put("segment", report.segment());
        record.put("feature", report.feature());
        WireFields.putWindow(record, report.window());
        record.put("revision", report.revision());
        record.put("rows", report.rows());
        record.put("nulls", report.nulls());
        record.put("late_rows", report.lateRows());
        record.put("complete", report.complete());
        record.put("missing_partitions", report.missingPartitions());
        record.put("baseline_id", report.baselineId());
        record.put("effect", WireFields.orNull(report.effect()));
        record.put("p_value", WireFields.orNull(report.pValue()));
        record.put("statistics", WireFields.finite(report.statistics()));
        record.put("resolution", report.resolution());
        record.put("profile", ByteBuffer.wrap(report.profile()));
        return record;
    }

    @Override
    public FeatureReport fromRecord(GenericRecord record) {
        return new FeatureReport(
                WireFields.model(record),
                WireFields.text(record, "segment"),
                WireFields.text(record, "feature"),
                WireFields.window(record),
                (int) record.get("revision"),
                WireFields.number(record, "rows"),
                WireFields.number(record, "nulls"),
                WireFields.number(record, "late_rows"),
                (boolean) record.get("complete"),
                WireFields.text(record, "missing_partitions"),
                WireFields.text(record, "baseline_id"),
                WireFields.orNaN(record, "effect"),
                WireFields.orNaN(record, "p_value"),
                WireFields.statistics(record),
                (double) record.get("resolution"),
                WireFields.bytes(record, "profile"));
    }
}
