package io.dbintel.systemtests.field;

import io.dbintel.embedded.EmbeddedPostgres;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of one instance, as an operator would write them. Immutable. */
public final class OddInstance {

  /** Password of every role that is made here. */
  public static final String PASSWORD = "monitor";

  private final Map<String, String> settings;

  private OddInstance(Map<String, String> settings) {
    this.settings = settings;
  }

  /** The role {@code dbintel} at an address. */
  public static OddInstance at(String host, int port) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("host", host);
    settings.put("port", Integer.toString(port));
    settings.put("user", "dbintel");
    settings.put("password", PASSWORD);
    return new OddInstance(settings);
  }

  /** The role {@code dbintel} on a server. */
  public static OddInstance on(EmbeddedPostgres server) {
    return at(server.host(), server.port());
  }

  /** With another setting; a key with a dot is a nested one. */
  public OddInstance with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(key, value);
    return new OddInstance(more);
  }

  /** As YAML of one line. */
  String yaml(String id) {
    StringBuilder yaml = new StringBuilder("{id: " + id + ", system: postgresql");
    settings.forEach(
        (key, value) -> {
          String[] path = key.split("\\.", 2);
          yaml.append(", ").append(path[0]).append(": ");
          yaml.append(
              path.length == 1 ? quoted(value) : "{" + path[1] + ": " + quoted(value) + "}");
        });
    return yaml
        + ", collectors: {queryStats: {interval: 500ms, allCountersEvery: 2, fullInterval: 2s},"
        + " sessions: {interval: 500ms}, metrics: {interval: 1s}}}";
  }

  private static String quoted(String value) {
    if (value.startsWith("${")) {
      return "\"" + value + "\"";
    }
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "$${") + "\"";
  }
}
