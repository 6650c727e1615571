package io.dbintel.runtime.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the problems of a configuration and keeps confidential values out of their text. */
final class ProblemCollector {

  /** Shorter values would also mask unrelated digits and words in messages. */
  private static final int SHORTEST_WITHHELD = 4;

  private final List<ConfigProblem> problems = new ArrayList<>();
  private final Set<String> withheld = new LinkedHashSet<>();

  void add(String path, String location, String found, String allowed, String fix) {
    add(new ConfigProblem(path, location, found, allowed, fix));
  }

  void add(ConfigProblem problem) {
    problems.add(problem);
  }

  /** From now on this value shows as {@code ****} wherever a message would contain it. */
  void withhold(String value) {
    if (value.length() >= SHORTEST_WITHHELD) {
      withheld.add(value);
    }
  }

  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems.stream().map(this::clean).toList());
    }
  }

  private ConfigProblem clean(ConfigProblem problem) {
    return new ConfigProblem(
        problem.path(),
        problem.location(),
        clean(problem.found()),
        clean(problem.allowed()),
        clean(problem.fix()));
  }

  private String clean(String text) {
    String cleaned = text;
    for (String value : withheld) {
      cleaned = cleaned.replace(value, "****");
    }
    return cleaned;
  }
}
