package io.tidegauge.serde;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DecisionPath;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Evidence;
import io.tidegauge.alert.Severity;
import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellShare;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Alerts. A symbol that this version does not know arrives as UNKNOWN, by the default of the schema's enum. */
final class AlertCodec implements RecordCodec<DriftAlert> {

    private static final String NAME = "DriftAlert";
    private static final String NO_CALIBRATION = "UNKNOWN";

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
    public GenericRecord toRecord(DriftAlert alert) {
        GenericRecord record = new GenericData.Record(schema);
        record.put("alert_id", alert.alertId());
        record.put("state", symbol("state", alert.state()));
        record.put("severity", symbol("severity", alert.severity()));
        record.put("kind", symbol("kind", alert.kind()));
        WireFields.putModel(record, alert.model());
        record.put("segment", alert.segment());
        record.put("feature", alert.feature());
        WireFields.putWindow(record, alert.window());
        record.put("window_rows", alert.windowRows());
        record.put("baseline_rows", alert.baselineRows());
        record.put("effect", WireFields.orNull(alert.effect()));
        record.put("p_value", WireFields.orNull(alert.pValue()));
        record.put("threshold", WireFields.orNull(alert.threshold()));
        record.put("statistics", WireFields.finite(alert.statistics()));
        record.put("baseline_id", alert.baselineId());
        record.put("moved", alert.moved().stream().map(this::cell).toList());
        record.put("summary", alert.summary());
        record.put("effect_low", WireFields.orNull(alert.effectLow()));
        record.put("effect_high", WireFields.orNull(alert.effectHigh()));
        record.put("independent_rows", WireFields.orNull(alert.independentRows()));
        record.put("level", WireFields.orNull(alert.level()));
        record.put("path", symbol("path", alert.path()));
        record.put("calibration", calibration(alert.calibration()));
        record.put("incident_id", alert.incidentId());
        return record;
    }

    @Override
    public DriftAlert fromRecord(GenericRecord record) {
        return new DriftAlert(
                WireFields.text(record, "alert_id"),
                WireFields.constant(AlertState.class, record, "state"),
                WireFields.constant(Severity.class, record, "severity"),
                WireFields.constant(AlertKind.class, record, "kind"),
                WireFields.model(record),
                WireFields.text(record, "segment"),
                WireFields.text(record, "feature"),
                WireFields.window(record),
                WireFields.number(record, "window_rows"),
                WireFields.number(record, "baseline_rows"),
                evidence(record),
                WireFields.statistics(record),
                WireFields.text(record, "baseline_id"),
                WireFields.text(record, "incident_id"),
                moved(record),
                WireFields.text(record, "summary"));
    }

    private static Evidence evidence(GenericRecord record) {
        return new Evidence(
                WireFields.constant(DecisionPath.class, record, "path"),
                WireFields.orNaN(record, "effect"),
                WireFields.orNaN(record, "effect_low"),
                WireFields.orNaN(record, "effect_high"),
                WireFields.orNaN(record, "p_value"),
                WireFields.orNaN(record, "level"),
                WireFields.orNaN(record, "threshold"),
                WireFields.orNaN(record, "independent_rows"),
                calibration(WireFields.text(record, "calibration")));
    }

    private GenericData.EnumSymbol calibration(Optional<Calibration> calibration) {
        return new GenericData.EnumSymbol(
                schema.getField("calibration").schema(),
                calibration.map(Enum::name).orElse(NO_CALIBRATION));
    }

    private static Optional<Calibration> calibration(String symbol) {
        return symbol.equals(NO_CALIBRATION) ? Optional.empty() : Optional.of(Calibration.valueOf(symbol));
    }

    private GenericData.EnumSymbol symbol(String field, Enum<?> constant) {
        return WireFields.symbol(schema.getField(field).schema(), constant);
    }

    private GenericRecord cell(CellShare cell) {
        GenericRecord record =
                new GenericData.Record(schema.getField("moved").schema().getElementType());
        record.put("label", cell.label());
        record.put("baseline_share", cell.baselineShare());
        record.put("window_share", cell.windowShare());
        return record;
    }

    @SuppressWarnings("unchecked")
    private static List<CellShare> moved(GenericRecord record) {
        return ((List<GenericRecord>) record.get("moved"))
                .stream()
                        .map(cell -> new CellShare(
                                WireFields.text(cell, "label"), (double) cell.get("baseline_share"), (double)
                                        cell.get("window_share")))
                        .toList();
    }
}
