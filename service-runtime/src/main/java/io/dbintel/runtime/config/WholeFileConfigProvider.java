package io.dbintel.runtime.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * The provider {@code file}: {@code ${file:/path}} is the whole content of a file without its last
 * line end; {@code ${file:/path:key}} is a key of a properties file, as in Kafka's own provider.
 */
final class WholeFileConfigProvider implements ConfigProvider {

  private final FileConfigProvider propertiesFiles = new FileConfigProvider();

  @Override
  public void configure(Map<String, ?> settings) {
    propertiesFiles.configure(settings);
  }

  @Override
  public ConfigData get(String path) {
    return propertiesFiles.get(path);
  }

  @Override
  public ConfigData get(String path, Set<String> keys) {
    if (!path.isEmpty()) {
      return propertiesFiles.get(path, keys);
    }
    Map<String, String> contents = new HashMap<>();
    for (String file : keys) {
      try {
        contents.put(file, Files.readString(Path.of(file)));
      } catch (IOException | RuntimeException unreadable) {
        throw new IllegalArgumentException("cannot read the file " + file, unreadable);
      }
    }
    return new ConfigData(contents);
  }

  @Override
  public void close() {
    // holds nothing open
  }
}
