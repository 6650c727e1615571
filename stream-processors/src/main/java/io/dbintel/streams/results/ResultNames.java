package io.dbintel.streams.results;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The names of results, from the versioned resource {@code results/names-v1.properties}. */
public final class ResultNames {
  private static final String RESOURCE = "names-v1.properties";

  private final Properties names;

  private ResultNames(Properties names) {
    this.names = names;
  }

  /** Reads the names that this release ships. */
  public static ResultNames load() {
    Properties names = new Properties();
    try (Reader reader =
        new InputStreamReader(
            ResultNames.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8)) {
      names.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
    }
    return new ResultNames(names);
  }

  String of(String meaning) {
    String name = names.getProperty(meaning);
    if (name == null) {
      throw new IllegalStateException(RESOURCE + " has no name for " + meaning);
    }
    return name;
  }
}
