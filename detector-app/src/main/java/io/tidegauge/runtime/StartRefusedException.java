package io.tidegauge.runtime;

import java.util.List;
import java.util.stream.Collectors;

/** The detector does not start, because of how the cluster is. Lists everything that stands in the way. */
public final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    public StartRefusedException(List<Finding> findings) {
        super("cannot start: " + findings.size() + (findings.size() == 1 ? " problem" : " problems")
                + findings.stream().map(finding -> "\n  " + finding).collect(Collectors.joining()));
        this.findings = List.copyOf(findings);
    }

    /** What stands in the way. */
    public List<Finding> findings() {
        return findings;
    }
}
