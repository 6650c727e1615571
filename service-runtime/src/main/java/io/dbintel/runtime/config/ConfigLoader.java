package io.dbintel.runtime.config;

import io.dbintel.runtime.config.ConfigNode.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns YAML into a configuration record: read, merge overlays, replace placeholders, bind. Every
 * problem is collected first and thrown together; see {@link Setting} for how a record describes
 * itself and {@link ConfigProblem} for what is reported.
 */
public final class ConfigLoader {

  private ConfigLoader() {}

  /**
   * Reads the files in order, later ones override earlier ones: mappings merge, lists and values
   * replace, a key without a value falls back to its default.
   *
   * @throws ConfigException with every problem found
   */
  public static <R extends Record> R load(Class<R> recordType, List<Path> files) {
    ProblemCollector problems = new ProblemCollector();
    ConfigNode merged = new Mapping("", Map.of());
    for (Path file : files) {
      merged = Overlay.merge(merged, readFile(file, problems));
    }
    problems.throwIfAny();
    return bind(recordType, merged, problems);
  }

  /**
   * Reads one document.
   *
   * @throws ConfigException with every problem found
   */
  public static <R extends Record> R parse(Class<R> recordType, String yaml) {
    ProblemCollector problems = new ProblemCollector();
    ConfigNode root = readDocument("line", yaml, problems);
    problems.throwIfAny();
    return bind(recordType, root, problems);
  }

  private static ConfigNode readFile(Path file, ProblemCollector problems) {
    try {
      return readDocument(file.toString(), Files.readString(file), problems);
    } catch (IOException unreadable) {
      String why =
          unreadable instanceof NoSuchFileException
              ? "no such file"
              : "a file that cannot be read (" + unreadable.getClass().getSimpleName() + ")";
      problems.add(
          "",
          file.toString(),
          why,
          "a readable YAML file in UTF-8",
          "check the path and its permissions");
      return new Mapping(file.toString(), Map.of());
    }
  }

  private static ConfigNode readDocument(String name, String yaml, ProblemCollector problems) {
    ConfigNode root = new YamlReader(name, problems).read(yaml);
    return root instanceof ConfigNode.Absent ? new Mapping(name, Map.of()) : root;
  }

  private static <R extends Record> R bind(
      Class<R> recordType, ConfigNode root, ProblemCollector problems) {
    try (ConfigProviders providers = new ConfigProviders(problems)) {
      ConfigNode settings = root;
      if (root instanceof Mapping mapping && mapping.entries().containsKey(ConfigProviders.KEY)) {
        providers.declare(mapping.entries().get(ConfigProviders.KEY));
        settings = without(mapping, ConfigProviders.KEY);
      }
      ConfigNode resolved = new Placeholders(providers.byName(), problems).resolve(settings, "");
      Object bound = new RecordBinder(problems).bind(recordType, resolved, "");
      problems.throwIfAny();
      return recordType.cast(bound);
    }
  }

  private static Mapping without(Mapping mapping, String key) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>(mapping.entries());
    entries.remove(key);
    return new Mapping(mapping.location(), entries);
  }
}
