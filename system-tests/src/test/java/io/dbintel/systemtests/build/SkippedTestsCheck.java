package io.dbintel.systemtests.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Runs last of all in {@code ./mvnw verify}, in an execution of its own: prints which tests of all
 * modules were skipped and why, and fails on a kind of skip that is not listed.
 */
class SkippedTestsCheck {

  @Test
  void everyKindOfSkipIsListed() throws Exception {
    Path root = Path.of(System.getProperty("dbintel.root"));
    List<SkippedTests.Allowed> allowed =
        SkippedTests.allowed(root.resolve(".ci/allowed-skips.txt"));
    Instant started = Instant.parse(System.getProperty("dbintel.build.started"));
    SkippedTests skipped = SkippedTests.read(root, started);
    System.out.println(skipped.describe(allowed));
    assertThat(skipped.notAllowed(allowed))
        .as(
            "kinds of skipped test that .ci/allowed-skips.txt does not list; make the test run, or"
                + " add a line that says why a machine may skip it")
        .isEmpty();
  }
}
