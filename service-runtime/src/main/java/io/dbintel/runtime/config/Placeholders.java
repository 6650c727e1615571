package io.dbintel.runtime.config;

import io.dbintel.runtime.config.ConfigNode.Mapping;
import io.dbintel.runtime.config.ConfigNode.Scalar;
import io.dbintel.runtime.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Replaces placeholders in values: a provider's name and a key, or name, path and key, in the form
 * of Kafka's ConfigTransformer. A doubled dollar sign is a literal one. The value from a provider
 * is not searched for placeholders again.
 */
final class Placeholders {

  /** Syntax of Kafka's ConfigTransformer, optionally preceded by an escape. */
  private static final Pattern FORM =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z][\\w.-]*):(?:([^}:]*):)?([^}]*)\\}");

  private final Map<String, ConfigProvider> providers;
  private final ProblemCollector problems;

  Placeholders(Map<String, ConfigProvider> providers, ProblemCollector problems) {
    this.providers = providers;
    this.problems = problems;
  }

  /** The tree with all placeholders replaced; one without a value is reported and left. */
  ConfigNode resolve(ConfigNode node, String path) {
    if (node instanceof Mapping mapping) {
      Map<String, ConfigNode> entries = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach((key, value) -> entries.put(key, resolve(value, ConfigPath.child(path, key))));
      return new Mapping(mapping.location(), entries);
    }
    if (node instanceof Sequence sequence) {
      List<ConfigNode> items = new ArrayList<>();
      for (ConfigNode item : sequence.items()) {
        items.add(resolve(item, ConfigPath.item(path, items.size())));
      }
      return new Sequence(sequence.location(), items);
    }
    return node instanceof Scalar scalar && scalar.text().contains("${")
        ? resolveScalar(scalar, path)
        : node;
  }

  private ConfigNode resolveScalar(Scalar scalar, String path) {
    StringBuilder text = new StringBuilder();
    Matcher placeholder = FORM.matcher(scalar.text());
    while (placeholder.find()) {
      String replacement =
          placeholder.group(1) == null ? "${" : lookUp(placeholder, scalar.location(), path);
      if (replacement == null) {
        return new ConfigNode.Unresolved(scalar.location());
      }
      placeholder.appendReplacement(text, Matcher.quoteReplacement(replacement));
    }
    placeholder.appendTail(text);
    return new Scalar(scalar.location(), text.toString(), scalar.source());
  }

  private String lookUp(Matcher placeholder, String location, String path) {
    String written = placeholder.group();
    ConfigProvider provider = providers.get(placeholder.group(1));
    if (provider == null) {
      problems.add(
          path,
          location,
          "an unknown provider in " + written,
          "one of " + String.join(", ", providers.keySet()),
          "use one of them or declare it under " + ConfigProviders.KEY);
      return null;
    }
    String directory = placeholder.group(2) == null ? "" : placeholder.group(2);
    String key = placeholder.group(3);
    String value = null;
    String reason = "";
    try {
      value = provider.get(directory, Set.of(key)).data().get(key);
    } catch (RuntimeException failed) {
      reason = " (" + failed.getMessage() + ")";
    }
    if (value == null) {
      problems.add(
          path, location, written + reason, "a placeholder that has a value", fix(placeholder));
      return null;
    }
    problems.withhold(value.strip());
    return withoutLineEnd(value);
  }

  /** A file ends in a line end that is not part of the value; a blank may be. */
  private static String withoutLineEnd(String value) {
    int end = value.length();
    while (end > 0 && (value.charAt(end - 1) == '\n' || value.charAt(end - 1) == '\r')) {
      end--;
    }
    return value.substring(0, end);
  }

  private static String fix(Matcher placeholder) {
    String key = placeholder.group(3);
    return switch (placeholder.group(1)) {
      case "env" -> "set the environment variable " + key;
      case "file" -> "create the file and make it readable for this user";
      case "dir" -> "create the file " + placeholder.group(2) + "/" + key;
      default -> "check that the provider has this key";
    };
  }
}
