package io.dbintel.runtime.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * The provider {@code env}: environment variables, exactly as they were set. Java decodes them by
 * the locale, which in a container is often POSIX and knows ASCII only; other characters are
 * therefore taken as UTF-8 from the bytes that the process was started with.
 */
final class EnvironmentConfigProvider implements ConfigProvider {

  private static final Path STARTED_WITH = Path.of("/proc/self/environ");
  private static final char REPLACEMENT = '\uFFFD';

  @Override
  public void configure(Map<String, ?> settings) {
    // there is nothing to configure
  }

  @Override
  public ConfigData get(String path) {
    return new ConfigData(Map.of());
  }

  @Override
  public ConfigData get(String path, Set<String> keys) {
    Map<String, String> values = new HashMap<>();
    for (String name : keys) {
      String value = System.getenv(name);
      if (value != null) {
        values.put(name, isAscii(value) ? value : exact(name, value, environment()));
      }
    }
    return new ConfigData(values);
  }

  /**
   * A value that is not ASCII.
   *
   * @param decoded as Java has it
   * @param environment NAME=value, each ended by a zero byte; empty when unknown
   * @throws IllegalArgumentException when it cannot be known
   */
  static String exact(String name, String decoded, byte[] environment) {
    String utf8 = utf8(name, environment);
    if (utf8 != null) {
      return utf8;
    }
    if (decoded.indexOf(REPLACEMENT) < 0) {
      return decoded;
    }
    throw new IllegalArgumentException(
        "it has characters that neither the locale nor UTF-8 knows; start with LC_ALL=C.UTF-8, or"
            + " keep the value in a file and write ${file:/path}");
  }

  private static String utf8(String name, byte[] environment) {
    byte[] prefix = (name + "=").getBytes(StandardCharsets.UTF_8);
    int start = 0;
    while (start < environment.length) {
      int end = start;
      while (end < environment.length && environment[end] != 0) {
        end++;
      }
      if (end - start >= prefix.length
          && Arrays.equals(environment, start, start + prefix.length, prefix, 0, prefix.length)) {
        try {
          return StandardCharsets.UTF_8
              .newDecoder()
              .decode(
                  ByteBuffer.wrap(environment, start + prefix.length, end - start - prefix.length))
              .toString();
        } catch (CharacterCodingException e) {
          return null;
        }
      }
      start = end + 1;
    }
    return null;
  }

  private static boolean isAscii(String value) {
    return value.chars().allMatch(character -> character < 128);
  }

  private static byte[] environment() {
    try {
      return Files.readAllBytes(STARTED_WITH);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  @Override
  public void close() {
    // holds nothing open
  }
}
