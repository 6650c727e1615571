package io.dbintel.systemtests.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedTestsTest {

  private static final String REPORT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="x.FooTest" tests="4" skipped="3">
        <testcase name="passes" classname="x.FooTest" time="0.1"/>
        <testcase name="needsDocker" classname="x.FooTest" time="0">
          <skipped type="org.opentest4j.TestAbortedException"><![CDATA[\
      org.opentest4j.TestAbortedException: Assumption failed: no Docker here; see elsewhere
      	at x.FooTest.needsDocker(FooTest.java:45)
      ]]></skipped>
        </testcase>
        <testcase name="disabled" classname="x.FooTest" time="0">
          <skipped message="flaky"/>
        </testcase>
        <testcase name="silent" classname="x.FooTest" time="0">
          <skipped/>
        </testcase>
      </testsuite>
      """;
  private static final SkippedTests.Allowed DOCKER =
      new SkippedTests.Allowed("no Docker here", "not required");

  @TempDir private Path root;

  @Test
  void namesEveryKindOfSkipThatIsNotListed() throws IOException {
    report("module");
    SkippedTests skipped = SkippedTests.read(root, Instant.EPOCH);

    assertThat(skipped.notAllowed(List.of(DOCKER))).containsExactly("flaky", "no message");
    assertThat(skipped.describe(List.of(DOCKER)))
        .contains("4 tests, 3 of them skipped")
        .contains("1  no Docker here; see elsewhere\n", "x.FooTest.needsDocker", "not required")
        .containsSubsequence("flaky", "NOT ALLOWED", "no Docker here", "allowed", "no message");
  }

  @Test
  void readsEveryModuleAndLeavesOutReportsOfAnEarlierBuild() throws IOException {
    report("one");
    report("two");

    assertThat(SkippedTests.read(root, Instant.EPOCH).run()).isEqualTo(8);
    assertThat(SkippedTests.read(root, Instant.now().plusSeconds(60)).run()).isZero();
  }

  @Test
  void theListHasALineForEachKindWithItsReason() throws IOException {
    Path list = Files.writeString(root.resolve("list"), "# why\n\nno Docker here | not required\n");
    assertThat(SkippedTests.allowed(list)).containsExactly(DOCKER);

    Files.writeString(list, "no reason given\n");
    assertThatThrownBy(() -> SkippedTests.allowed(list)).hasMessageContaining("text | reason");
  }

  private void report(String module) throws IOException {
    Path folder = Files.createDirectories(root.resolve(module).resolve("target/surefire-reports"));
    Files.writeString(folder.resolve("TEST-x.FooTest.xml"), REPORT);
    Files.writeString(folder.resolve("x.FooTest.txt"), "not a report in XML");
  }
}
