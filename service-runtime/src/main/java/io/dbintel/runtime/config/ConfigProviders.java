package io.dbintel.runtime.config;

import io.dbintel.runtime.config.ConfigNode.Mapping;
import io.dbintel.runtime.config.ConfigNode.Scalar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.utils.Utils;

/**
 * The sources of placeholder values: Kafka's {@link ConfigProvider}s by name. {@code env}, {@code
 * file} and {@code dir} are built in; more are declared under {@value #KEY}, each with its {@code
 * class} and {@code parameters}.
 */
final class ConfigProviders implements AutoCloseable {

  static final String KEY = "config.providers";

  private static final Set<String> PROVIDER_KEYS = Set.of("class", "parameters");

  private final Map<String, ConfigProvider> byName = new TreeMap<>();
  private final ProblemCollector problems;

  ConfigProviders(ProblemCollector problems) {
    this.problems = problems;
    addBuiltIn("env", new EnvironmentConfigProvider());
    addBuiltIn("file", new WholeFileConfigProvider());
    addBuiltIn("dir", new DirectoryConfigProvider());
  }

  Map<String, ConfigProvider> byName() {
    return byName;
  }

  private void addBuiltIn(String name, ConfigProvider provider) {
    provider.configure(Map.of());
    byName.put(name, provider);
  }

  /** Adds the providers a file declares; their own values may use the built-in ones. */
  void declare(ConfigNode declarations) {
    ConfigNode resolved = new Placeholders(byName, problems).resolve(declarations, KEY);
    if (!(resolved instanceof Mapping providers)) {
      problems.add(
          KEY,
          resolved.location(),
          resolved.kind(),
          "a mapping from a name to class and parameters",
          "see the Kafka documentation of ConfigProvider");
      return;
    }
    Map<String, ConfigProvider> declared = new LinkedHashMap<>();
    providers
        .entries()
        .forEach(
            (name, node) -> {
              ConfigProvider provider = create(ConfigPath.child(KEY, name), node);
              if (provider != null) {
                declared.put(name, provider);
              }
            });
    byName.putAll(declared);
  }

  private ConfigProvider create(String path, ConfigNode node) {
    if (!(node instanceof Mapping settings)
        || !PROVIDER_KEYS.containsAll(settings.entries().keySet())
        || !(settings.entries().get("class") instanceof Scalar className)) {
      problems.add(
          path,
          node.location(),
          "a different structure",
          "the keys class and parameters",
          "set class to the provider's class name");
      return null;
    }
    try {
      ConfigProvider provider = Utils.newInstance(className.text(), ConfigProvider.class);
      provider.configure(parameters(settings.entries().get("parameters")));
      return provider;
    } catch (ClassNotFoundException | RuntimeException unusable) {
      problems.add(
          path,
          node.location(),
          className.shown() + " (" + unusable.getClass().getSimpleName() + ")",
          "a class that implements " + ConfigProvider.class.getName(),
          "put its jar into the lib folder and check its parameters");
      return null;
    }
  }

  private static Map<String, String> parameters(ConfigNode node) {
    Map<String, String> parameters = new HashMap<>();
    if (node instanceof Mapping mapping) {
      mapping
          .entries()
          .forEach(
              (key, value) -> {
                if (value instanceof Scalar scalar) {
                  parameters.put(key, scalar.text());
                }
              });
    }
    return parameters;
  }

  @Override
  public void close() {
    byName.values().forEach(provider -> Utils.closeQuietly(provider, "configuration provider"));
  }
}
