package io.dbintel.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProveCommandTest {

  private final ProveCommand.DurationConverter converter = new ProveCommand.DurationConverter();

  @Test
  void readsDurationsAsConfigurationsDo() {
    assertThat(converter.convert("1500ms")).isEqualTo(Duration.ofMillis(1_500));
    assertThat(converter.convert("60s")).isEqualTo(Duration.ofMinutes(1));
    assertThat(converter.convert("5m")).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    StringWriter errors = new StringWriter();
    int exit =
        new CommandLine(new ProveCommand())
            .setErr(new PrintWriter(errors, true))
            .execute("exactness", "--for", "soon");

    assertThat(exit).isEqualTo(2);
    assertThat(errors.toString()).contains("--for").contains("soon");
  }

  @Test
  void refusesVersionsOfWhichThereAreNoBinaries() {
    StringWriter errors = new StringWriter();
    int exit =
        new CommandLine(new ProveCommand())
            .setErr(new PrintWriter(errors, true))
            .execute("exactness", "--versions", "18,99");

    assertThat(exit).isEqualTo(2);
    assertThat(errors.toString()).contains("--versions is 18,99", "binaries here are of");
  }

  @Test
  void refusesToTryNothing() {
    for (String proof : List.of("protection", "field")) {
      StringWriter errors = new StringWriter();
      int exit =
          new CommandLine(new ProveCommand())
              .setErr(new PrintWriter(errors, true))
              .execute(proof, "--only", "earthquake");

      assertThat(exit).isEqualTo(2);
      assertThat(errors.toString())
          .contains("--only is \"earthquake\"", proof.equals("field") ? "Pgpool" : "lock queue");
    }
  }
}
