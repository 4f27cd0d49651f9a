package io.tidegauge.cli;

import java.time.Instant;
import java.util.List;

/** Incidents: a line each. */
final class IncidentView implements RecordView<Incident> {

    /** Features told of many. */
    private static final int EXAMPLES = 3;

    @Override
    public String[] header() {
        return new String[] {"FROM", "TO", "STATE", "SEVERITY", "ALERTS", "MODEL", "FEATURES"};
    }

    @Override
    public String[] row(Incident incident) {
        return new String[] {
            Instant.ofEpochMilli(incident.fromMs()).toString(),
            Instant.ofEpochMilli(incident.toMs()).toString(),
            incident.state().name(),
            incident.severity().name(),
            Integer.toString(incident.alerts().size()),
            incident.model().toString(),
            features(incident)
        };
    }

    private static String features(Incident incident) {
        List<String> features = List.copyOf(incident.features());
        int more = features.size() - EXAMPLES;
        return String.join(", ", features.subList(0, Math.min(EXAMPLES, features.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    @Override
    public JsonText json(Incident incident) {
        return new JsonText()
                .put("incident_id", incident.id())
                .put("model", incident.model().model())
                .put("model_version", incident.model().version())
                .put("segment", incident.segment())
                .put("from", Instant.ofEpochMilli(incident.fromMs()).toString())
                .put("to", Instant.ofEpochMilli(incident.toMs()).toString())
                .put("state", incident.state().name())
                .put("severity", incident.severity().name())
                .put("alerts", incident.alerts().size())
                .put("firing", incident.firing())
                .put("features", List.copyOf(incident.features()));
    }
}
