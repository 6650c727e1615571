package io.dbintel.runtime.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration record with every supported type, as the tests need it. */
record SampleConfig(
    @Setting(description = "Name of the agent.", required = true, pattern = "[a-z-]+") String name,
    @Setting(description = "Workers.", defaultValue = "2", min = "1", max = "64") int workers,
    @Setting(defaultValue = "10000000000") long limit,
    @Setting(defaultValue = "0.5", min = "0", max = "1") double share,
    @Setting(defaultValue = "true") boolean enabled,
    @Setting(description = "Poll interval.", defaultValue = "15s", min = "1s", max = "1h")
        Duration interval,
    @Setting(defaultValue = "900kB", max = "1MB") ByteSize batch,
    @Setting(defaultValue = "read_write") Mode mode,
    URI endpoint,
    Path spool,
    @Setting(defaultValue = "[x, y]", max = "3", pattern = "[a-z]+") List<String> tags,
    Map<String, String> properties,
    Optional<Login> login,
    Nested nested,
    @Setting(max = "2") List<Nested> others) {

  enum Mode {
    READ_ONLY,
    READ_WRITE
  }

  record Login(@Setting(required = true) String user, @Setting(required = true) Secret password) {}

  record Nested(
      @Setting(defaultValue = "1") int low, @Setting(defaultValue = "9", max = "99") int high) {
    Nested {
      if (low > high) {
        throw new IllegalArgumentException("low <= high, but low is " + low + " and high " + high);
      }
    }
  }
}
