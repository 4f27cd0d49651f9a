package io.tidegauge.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineCatalogueTest {

    private static final ModelVersion MODEL = new ModelVersion("price", "1");

    private final BaselineCatalogue catalogue = new BaselineCatalogue();

    @Test
    void halfASetIsNeverInForce() {
        catalogue.put(feature(MODEL, "a", "f", 10));
        assertThat(catalogue.inForce(MODEL, 100)).isEmpty();
        assertThat(catalogue.problems()).containsExactly("baseline a of price/1 has no manifest and 1 features");

        catalogue.put(manifest(MODEL, "a", 0, 0, 10, "f", "g"));
        assertThat(catalogue.inForce(MODEL, 100)).isEmpty();
        assertThat(catalogue.problems()).containsExactly("baseline a of price/1 lacks 1 of 2 features: g");

        catalogue.put(feature(MODEL, "a", "g", 10));
        assertThat(idInForce(MODEL, 100)).contains("a");
        assertThat(catalogue.problems()).isEmpty();
    }

    @Test
    void aSetTakesEffectFromItsTimeAndTheOlderOneHoldsBefore() {
        put("old", 100, 1);
        put("new", 200, 2);
        assertThat(idInForce(MODEL, 99)).isEmpty();
        assertThat(idInForce(MODEL, 100)).contains("old");
        assertThat(idInForce(MODEL, 199)).contains("old");
        assertThat(idInForce(MODEL, 200)).contains("new");
    }

    @Test
    void ofTwoFromTheSameTimeTheLaterMadeHolds() {
        put("z", 100, 1);
        put("a", 100, 2);
        assertThat(idInForce(MODEL, 100)).contains("a");
    }

    @Test
    void withdrawingAFeatureOrTheManifestTakesTheSetOut() {
        put("old", 0, 1);
        put("new", 0, 2);
        catalogue.remove(new BaselineKey(MODEL, "f", "new"));
        assertThat(idInForce(MODEL, 0)).contains("old");
        catalogue.remove(new BaselineKey(MODEL, FeatureNames.ALL, "old"));
        assertThat(idInForce(MODEL, 0)).isEmpty();
    }

    @Test
    void whatContradictsTheManifestIsRefusedByName() {
        catalogue.put(manifest(MODEL, "a", 0, 0, 10, "f"));
        assertThat(catalogue.put(feature(MODEL, "a", "g", 10)))
                .contains("baseline a of price/1: feature 'g' is not listed in the manifest");
        assertThat(catalogue.put(feature(MODEL, "a", "f", 11)))
                .contains("baseline a of price/1: feature 'f' is of 11 rows, the manifest of 10");
        assertThat(catalogue.inForce(MODEL, 0)).isEmpty();
        assertThat(catalogue.put(feature(MODEL, "a", "f", 10))).isEmpty();
        assertThat(idInForce(MODEL, 0)).contains("a");
        assertThat(catalogue.sets().get(0).features()).containsOnlyKeys("f");
    }

    @Test
    void aManifestThatContradictsItsFeaturesSaysSo() {
        catalogue.put(feature(MODEL, "a", "f", 11));
        assertThat(catalogue.put(manifest(MODEL, "a", 0, 0, 10, "f")))
                .contains("baseline a of price/1: feature 'f' is of 11 rows, the manifest of 10");
    }

    /** Random puts and removes in random order, against a map of the last record of each key, judged from scratch. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithAFoldFromScratch(long seed) {
        Random random = new Random(seed);
        Map<BaselineKey, BaselineRecord> last = new HashMap<>();
        for (int step = 0; step < 400; step++) {
            BaselineRecord record = randomRecord(random);
            BaselineKey key = new BaselineKey(record.model(), record.feature(), record.baselineId());
            if (random.nextInt(4) == 0) {
                catalogue.remove(key);
                last.remove(key);
            } else {
                catalogue.put(record);
                last.put(key, record);
            }
            for (ModelVersion model : MODELS) {
                long start = random.nextInt(5);
                assertThat(idInForce(model, start))
                        .as("seed %d, step %d, %s at %d", seed, step, model, start)
                        .isEqualTo(naive(last, model, start));
            }
        }
        List<BaselineRecord> shuffled = new ArrayList<>(last.values());
        Collections.shuffle(shuffled, random);
        BaselineCatalogue other = new BaselineCatalogue();
        shuffled.forEach(other::put);
        assertThat(other.sets()).as("seed %d: any order", seed).isEqualTo(catalogue.sets());
    }

    private static final List<ModelVersion> MODELS = List.of(MODEL, new ModelVersion("price", "2"));

    private static BaselineRecord randomRecord(Random random) {
        ModelVersion model = MODELS.get(random.nextInt(2));
        String id = "id" + random.nextInt(3);
        if (random.nextInt(3) == 0) {
            String[] names = random.nextBoolean() ? new String[] {"f", "g"} : new String[] {"f"};
            return manifest(model, id, random.nextInt(4), random.nextInt(2), 10, names);
        }
        return feature(model, id, random.nextBoolean() ? "f" : "g", random.nextInt(8) == 0 ? 11 : 10);
    }

    private static Optional<String> naive(Map<BaselineKey, BaselineRecord> last, ModelVersion model, long start) {
        BaselineManifest best = null;
        for (BaselineRecord record : last.values()) {
            if (!(record instanceof BaselineManifest manifest)
                    || !manifest.model().equals(model)
                    || manifest.effectiveFromMs() > start) {
                continue;
            }
            boolean whole = true;
            for (String name : manifest.features()) {
                BaselineRecord held = last.get(new BaselineKey(model, name, manifest.baselineId()));
                whole &= held instanceof FeatureBaseline feature && feature.rows() == manifest.rows();
            }
            if (whole && (best == null || rank(manifest).compareTo(rank(best)) > 0)) {
                best = manifest;
            }
        }
        return Optional.ofNullable(best).map(BaselineManifest::baselineId);
    }

    private static String rank(BaselineManifest manifest) {
        return "%09d %09d %s".formatted(manifest.effectiveFromMs(), manifest.createdMs(), manifest.baselineId());
    }

    private void put(String id, long effectiveFrom, long created) {
        Stream.of(feature(MODEL, id, "f", 10), manifest(MODEL, id, effectiveFrom, created, 10, "f"))
                .forEach(catalogue::put);
    }

    private Optional<String> idInForce(ModelVersion model, long windowStart) {
        return catalogue.inForce(model, windowStart).map(set -> set.manifest().baselineId());
    }

    private static FeatureBaseline feature(ModelVersion model, String id, String name, long rows) {
        return new FeatureBaseline(model, id, name, FeatureKind.NUMERIC, rows, FeatureProfile.ofRows(rows));
    }

    private static BaselineManifest manifest(
            ModelVersion model, String id, long effectiveFrom, long created, long rows, String... features) {
        return new BaselineManifest(model, id, new TreeSet<>(Set.of(features)), effectiveFrom, created, rows, "a test");
    }
}
