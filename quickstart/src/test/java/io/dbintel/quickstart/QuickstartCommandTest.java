package io.dbintel.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.quickstart.services.LocalConfig;
import io.dbintel.quickstart.view.Screen;
import io.dbintel.runtime.config.ConfigLoader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class QuickstartCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({"60s, 60", "10m, 600", "1h30m, 5400"})
  void readsDurations(String text, long seconds) {
    assertThat(new QuickstartCommand.DurationConverter().convert(text))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "soon", "-5s", "0s"})
  void refusesWhatIsNoDuration(String text) {
    assertThat(execute("demo", "--for", text)).isEqualTo(2);
    assertThat(err.toString()).contains("--for", text);
  }

  @Test
  void hasAnIncidentWhereThereIsTimeForIt() {
    assertThat(QuickstartCommand.withIncident(null, Optional.empty())).isTrue();
    assertThat(QuickstartCommand.withIncident(null, seconds(60))).isTrue();
    assertThat(QuickstartCommand.withIncident(null, seconds(40))).isFalse();
    assertThat(QuickstartCommand.withIncident(true, seconds(40))).isTrue();
    assertThat(QuickstartCommand.withIncident(false, Optional.empty())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"--incident, true", "--no-incident, false"})
  void takesOrLeavesTheIncident(String option, boolean asked) {
    Object value =
        QuickstartCommand.commandLine(Screen.standardOutput())
            .parseArgs("demo", option)
            .subcommand()
            .matchedOptionValue("--incident", null);

    assertThat(value).isEqualTo(asked);
  }

  private static Optional<Duration> seconds(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }

  @Test
  void wantsAConfigurationForLocal() {
    assertThat(execute("local")).isEqualTo(2);
    assertThat(err.toString()).contains("--config");
  }

  @Test
  void refusesAnUnknownKey(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("local.yaml"), "instancs: []\n");

    assertThat(execute("local", "--config", file.toString(), "--interval", "1s")).isEqualTo(2);
  }

  @Test
  void describesItsConfiguration() {
    assertThat(execute("config-schema")).isZero();
    assertThat(out.toString()).contains("dataDirectory", "instances", "sinks", "sampleInterval");
  }

  @Test
  void theExampleIsValid() throws Exception {
    String example =
        Files.readString(Path.of("src/main/dist/config/local.example.yaml"))
            .replaceAll("\\$\\{env:[A-Z_]+}", "secret");

    LocalConfig config = ConfigLoader.parse(LocalConfig.class, example);

    assertThat(config.instances()).hasSize(1);
    assertThat(config.sinks()).isNotEmpty();
  }

  private int execute(String... arguments) {
    CommandLine commandLine = QuickstartCommand.commandLine(Screen.standardOutput());
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    for (CommandLine subcommand : List.copyOf(commandLine.getSubcommands().values())) {
      subcommand.setOut(new PrintWriter(out));
      subcommand.setErr(new PrintWriter(err));
    }
    return commandLine.execute(arguments);
  }
}
