package io.dbintel.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {

  @TempDir private Path directory;

  @Test
  void tellsHowAProcessThatEndedByItselfEnded() {
    ServiceProcess process = shell("echo the last words; exit 3").start();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());

    assertThatThrownBy(process::requireAlive)
        .hasMessageContaining("shell ended by itself with exit code 3")
        .hasMessageContaining("the last words");
    process.close();
  }

  @Test
  void stopsPolitelyAndKills() {
    Path ready = directory.resolve("ready");
    try (ServiceProcess polite =
        shell("trap 'exit 7' TERM; touch " + ready + "; sleep 60 & wait")) {
      polite.start();
      Awaitility.await().until(() -> Files.exists(ready));
      polite.requireAlive();
      assertThat(polite.pid()).isPositive();
      assertThat(polite.stop()).isEqualTo(7);
    }
    ServiceProcess stubborn = shell("trap '' TERM; exec sleep 60").start();
    stubborn.kill();
    assertThat(stubborn.isAlive()).isFalse();
  }

  @Test
  void namesWhatCannotBeStarted() {
    ServiceProcess missing = new ServiceProcess("missing", List.of("/no/such/program"), directory);

    assertThatThrownBy(missing::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot start missing: /no/such/program");
    assertThat(missing.isAlive()).isFalse();
  }

  @Test
  void aDistributionThatIsNotBuiltIsNamed() {
    assertThatThrownBy(() -> Distribution.AGENT.command(directory, directory.resolve("a.yaml")))
        .hasMessageContaining("no distribution of collector-agent")
        .hasMessageContaining("./mvnw package");
  }

  private ServiceProcess shell(String script) {
    return new ServiceProcess("shell", List.of("/bin/sh", "-c", script), directory);
  }
}
