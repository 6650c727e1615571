package io.dbintel.runtime.config;

import java.util.List;
import java.util.Map;

/** A configuration file as a tree; each node has its location ({@code file:line}). */
sealed interface ConfigNode {

  String location();

  /** Description for error messages; never the content. */
  String kind();

  /** Keys in file order. The location of an entry is that of its key. */
  record Mapping(String location, Map<String, ConfigNode> entries) implements ConfigNode {
    @Override
    public String kind() {
      return "a mapping";
    }
  }

  record Sequence(String location, List<ConfigNode> items) implements ConfigNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * A single value.
   *
   * @param text the value, placeholders replaced
   * @param source the value as written in the file
   */
  record Scalar(String location, String text, String source) implements ConfigNode {
    @Override
    public String kind() {
      return "a single value";
    }

    /** The value for error messages, which never show a placeholder's value. */
    String shown() {
      return text.equals(source)
          ? "'" + text.replaceAll("://[^/@\\s]*@", "://****@") + "'"
          : "the value of " + source;
    }
  }

  /** A key without a value: treated as if it were absent, so the default applies. */
  record Absent(String location) implements ConfigNode {
    @Override
    public String kind() {
      return "nothing";
    }
  }

  /** A value whose placeholder could not be resolved, which has been reported. */
  record Unresolved(String location) implements ConfigNode {
    @Override
    public String kind() {
      return "an unresolved placeholder";
    }
  }
}
