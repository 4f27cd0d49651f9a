package io.tidegauge.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. Lists every problem, not only the first. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    public ConfigException(String file, List<ConfigProblem> problems) {
        super(
                problems.size() == 1
                        ? file + ": " + problems.get(0)
                        : file + ": " + problems.size() + " problems"
                                + problems.stream()
                                        .map(problem -> "\n  " + problem)
                                        .collect(Collectors.joining()));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, in the order of the file. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
