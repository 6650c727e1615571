package io.dbintel.runtime.config;

import java.util.List;
import java.util.Map;

/** A configuration file as a tree that remembers where each part stands ({@code file:line}). */
sealed interface ConfigNode {

  String location();

  /** What this is, in the words of an error message; never the content. */
  String kind();

  /** Keys in file order. An entry stands where its key stands. */
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
   * @param source the value as it stands in the file
   */
  record Scalar(String location, String text, String source) implements ConfigNode {
    @Override
    public String kind() {
      return "a single value";
    }

    /** What an error message may show: a value out of a placeholder is not shown. */
    String shown() {
      return text.equals(source)
          ? "'" + text.replaceAll("://[^/@\\s]*@", "://****@") + "'"
          : "the value of " + source;
    }
  }

  /** A key without a value: as if the key were not there, so the default applies. */
  record Absent(String location) implements ConfigNode {
    @Override
    public String kind() {
      return "nothing";
    }
  }

  /** A value whose placeholder has none; already reported, so nothing more is said about it. */
  record Unresolved(String location) implements ConfigNode {
    @Override
    public String kind() {
      return "an unresolved placeholder";
    }
  }
}
