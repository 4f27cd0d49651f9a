package io.tidegauge.baseline;

import io.tidegauge.event.ModelVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The baseline topic folded into sets: mutable, one writer. What it says depends on the last record of each key only, not
 * on the order in which they came, so a fold over the topic and one over a store's keys agree.
 */
public final class BaselineCatalogue {

    /** Which of two sets is in force: the later to take effect, then the later made, then the greater id. */
    private static final Comparator<BaselineSet> PRECEDENCE = Comparator.comparingLong(
                    (BaselineSet set) -> set.manifest().effectiveFromMs())
            .thenComparingLong(set -> set.manifest().createdMs())
            .thenComparing(set -> set.manifest().baselineId());

    private final SortedMap<ModelVersion, SortedMap<String, BaselineDraft>> drafts = new TreeMap<>();

    /**
     * Takes in a record; one with the same key is replaced.
     *
     * @return why the record cannot be used: it contradicts its set's manifest, or, being the manifest, the features
     *     that came before it. It is kept, and used once the other side agrees with it
     */
    public Optional<String> put(BaselineRecord record) {
        return drafts.computeIfAbsent(record.model(), model -> new TreeMap<>())
                .computeIfAbsent(record.baselineId(), id -> new BaselineDraft(record.model(), id))
                .put(record);
    }

    /** Forgets a record: a withdrawn feature or manifest takes its set out of force. Unknown keys are ignored. */
    public void remove(BaselineKey key) {
        SortedMap<String, BaselineDraft> ofModel = drafts.getOrDefault(key.model(), new TreeMap<>());
        BaselineDraft draft = ofModel.get(key.baselineId());
        if (draft == null) {
            return;
        }
        draft.remove(key.feature());
        if (draft.isEmpty()) {
            ofModel.remove(key.baselineId());
        }
        if (ofModel.isEmpty()) {
            drafts.remove(key.model());
        }
    }

    /**
     * The set a window is compared with: of the model's complete sets that have taken effect by the window's start, the
     * last to do so.
     */
    public Optional<BaselineSet> inForce(ModelVersion model, long windowStartMs) {
        return sets(model).stream()
                .filter(set -> set.manifest().effectiveFromMs() <= windowStartMs)
                .max(PRECEDENCE);
    }

    /** Whether some version of the model has a set in force for a window that starts at the instant. */
    public boolean monitors(String model, long windowStartMs) {
        return drafts.keySet().stream()
                .filter(version -> version.model().equals(model))
                .anyMatch(version -> inForce(version, windowStartMs).isPresent());
    }

    /** The model's complete sets, by id. */
    public List<BaselineSet> sets(ModelVersion model) {
        return complete(drafts.getOrDefault(model, new TreeMap<>()).values());
    }

    /** All complete sets, by model, version and id. */
    public List<BaselineSet> sets() {
        return drafts.values().stream()
                .flatMap(ofModel -> complete(ofModel.values()).stream())
                .toList();
    }

    /** Why each set that is not complete is not, one sentence each, by model, version and id. */
    public List<String> problems() {
        return drafts.values().stream()
                .flatMap(ofModel -> ofModel.values().stream())
                .flatMap(draft -> draft.problem().stream())
                .toList();
    }

    private static List<BaselineSet> complete(Collection<BaselineDraft> drafts) {
        List<BaselineSet> sets = new ArrayList<>();
        drafts.forEach(draft -> draft.complete().ifPresent(sets::add));
        return sets;
    }
}
