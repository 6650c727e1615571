package io.dbintel.runtime.config;

import java.util.List;
import java.util.stream.Collectors;

/** An invalid configuration; contains every problem found, not just the first. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  /** Reports these problems, in the order given; there must be at least one. */
  public ConfigException(List<ConfigProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, in the order of the settings in the record. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  private static String message(List<ConfigProblem> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return problems.stream()
        .map(problem -> "  - " + problem)
        .collect(Collectors.joining("\n", count + " in the configuration:\n", ""));
  }
}
