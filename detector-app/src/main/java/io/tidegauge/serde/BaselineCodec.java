package io.tidegauge.serde;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.profile.FeatureProfile;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Records of the baseline topic: the body's type says whether it is a feature or the manifest. */
final class BaselineCodec implements RecordCodec<BaselineRecord> {

    private static final String NAME = "Baseline";

    /** Version of what the records mean. */
    private static final int FORMAT = 1;

    private static final String FEATURE_BODY = "FeatureBody";
    private static final String MANIFEST_BODY = "ManifestBody";

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
    public GenericRecord toRecord(BaselineRecord baseline) {
        GenericRecord record = new GenericData.Record(schema);
        WireFields.putModel(record, baseline.model());
        record.put("baseline_id", baseline.baselineId());
        record.put("feature", baseline.feature());
        record.put("format", FORMAT);
        record.put(
                "body",
                baseline instanceof FeatureBaseline feature
                        ? featureBody(feature)
                        : manifestBody((BaselineManifest) baseline));
        return record;
    }

    @Override
    public BaselineRecord fromRecord(GenericRecord record) {
        int format = (int) record.get("format");
        if (format > FORMAT) {
            throw new IllegalArgumentException(
                    "format " + format + " is newer than " + FORMAT + ", the newest this version reads");
        }
        GenericRecord body = (GenericRecord) record.get("body");
        return body.getSchema().getName().equals(MANIFEST_BODY) ? manifest(record, body) : feature(record, body);
    }

    private GenericRecord featureBody(FeatureBaseline feature) {
        GenericRecord body = new GenericData.Record(branch(FEATURE_BODY));
        body.put("kind", WireFields.symbol(body.getSchema().getField("kind").schema(), feature.kind()));
        body.put("rows", feature.rows());
        body.put("profile", ByteBuffer.wrap(feature.profile().encode()));
        body.put(
                "blocks",
                feature.blocks().map(blocks -> ByteBuffer.wrap(blocks.encode())).orElse(null));
        body.put("rules_off", feature.rulesOff().stream().map(AlertKind::name).toList());
        return body;
    }

    private GenericRecord manifestBody(BaselineManifest manifest) {
        GenericRecord body = new GenericData.Record(branch(MANIFEST_BODY));
        body.put("features", List.copyOf(manifest.features()));
        body.put("effective_from", manifest.effectiveFromMs());
        body.put("created", manifest.createdMs());
        body.put("rows", manifest.rows());
        body.put("source", manifest.source());
        return body;
    }

    private Schema branch(String name) {
        return schema.getField("body").schema().getTypes().stream()
                .filter(type -> type.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static BaselineRecord feature(GenericRecord record, GenericRecord body) {
        return new FeatureBaseline(
                WireFields.model(record),
                WireFields.text(record, "baseline_id"),
                WireFields.text(record, "feature"),
                WireFields.constant(FeatureKind.class, body, "kind"),
                WireFields.number(body, "rows"),
                FeatureProfile.decode(WireFields.bytes(body, "profile")),
                Optional.ofNullable(body.get("blocks"))
                        .map(present -> BaselineBlocks.decode(WireFields.bytes(body, "blocks"))),
                rulesOff(body));
    }

    /** Kinds of a later version are passed over: it has rules that this one does not have. */
    private static SortedSet<AlertKind> rulesOff(GenericRecord body) {
        SortedSet<AlertKind> kinds = new TreeSet<>();
        for (Object name : (Collection<?>) body.get("rules_off")) {
            AlertKind.named(name.toString()).ifPresent(kinds::add);
        }
        return kinds;
    }

    @SuppressWarnings("unchecked")
    private static BaselineRecord manifest(GenericRecord record, GenericRecord body) {
        if (!WireFields.text(record, "feature").equals(FeatureNames.ALL)) {
            throw new IllegalArgumentException(
                    "a manifest under the name of feature '" + WireFields.text(record, "feature") + "'");
        }
        return new BaselineManifest(
                WireFields.model(record),
                WireFields.text(record, "baseline_id"),
                new TreeSet<>((List<String>) body.get("features")),
                WireFields.number(body, "effective_from"),
                WireFields.number(body, "created"),
                WireFields.number(body, "rows"),
                WireFields.text(body, "source"));
    }
}
