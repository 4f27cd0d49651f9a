package io.tidegauge.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known key that a mistyped one was probably meant to be. */
final class Resemblance {

    private Resemblance() {}

    /** Names the nearest known key, or all of them where none is near. */
    static String advise(String typed, Collection<String> known) {
        Optional<String> nearest = known.stream()
                .min(Comparator.<String>comparingInt(key -> distance(typed, key))
                        .thenComparing(key -> key));
        if (nearest.isPresent() && distance(typed, nearest.get()) <= Math.max(2, typed.length() / 3)) {
            return "did you mean '" + nearest.get() + "'?";
        }
        return known.isEmpty() ? "none is known here" : "known here: " + String.join(", ", known);
    }

    /** Levenshtein's distance: insertions, deletions and replacements that make one text the other. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
