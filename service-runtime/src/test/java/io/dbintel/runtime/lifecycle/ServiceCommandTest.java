package io.dbintel.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigProblem;
import io.dbintel.runtime.config.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ServiceCommandTest {

  /** Configuration of the service under test. */
  public record Config(@Setting(description = "Any number.", required = true) int number) {}

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Config seen;
  private Exception failure;

  @Test
  void runsTheServiceWithItsConfiguration() throws IOException {
    assertThat(execute("run", "--config", file("number: 1"), "--config", file("number: 7")))
        .isZero();
    assertThat(seen).isEqualTo(new Config(7));
  }

  @Test
  void anUnusableConfigurationGivesTwo() throws IOException {
    assertThat(execute("run", "--config", file("numbr: 1"))).isEqualTo(2);
    assertThat(seen).isNull();
  }

  @Test
  void withoutAConfigurationItShowsTheUsage() {
    assertThat(execute("run")).isEqualTo(2);
    assertThat(err.toString()).contains("--config");
  }

  @Test
  void withoutASubcommandItShowsTheUsage() {
    assertThat(execute()).isEqualTo(2);
    assertThat(err.toString())
        .contains("dbintel-sample", "Samples.", "run", "config-schema", "fail");
  }

  @Test
  void printsTheSchemaOfTheConfiguration() {
    assertThat(execute("config-schema")).isZero();
    assertThat(out.toString()).contains("\"number\"").contains("Any number.");
  }

  @Test
  void printsItsVersion() {
    assertThat(execute("--version")).isZero();
    assertThat(execute("run", "--version")).isZero();
    assertThat(out.toString()).startsWith("dbintel ");
  }

  @Test
  void aFailingSubcommandGivesOneAndItsMessage() {
    failure = new IllegalStateException("nothing listens there");
    assertThat(execute("fail")).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("dbintel-sample fail: nothing listens there");
    failure = new IllegalStateException();
    assertThat(execute("fail")).isEqualTo(1);
    assertThat(err.toString()).contains("java.lang.IllegalStateException");
  }

  @Test
  void aSubcommandWithAnUnusableConfigurationGivesTwo() {
    failure = new ConfigException(List.of(new ConfigProblem("a.b", "f:1", "'x'", "1", "set it")));
    assertThat(execute("fail")).isEqualTo(2);
    assertThat(err.toString()).contains("a.b (f:1)");
  }

  private String file(String yaml) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "sample", ".yaml"), yaml).toString();
  }

  private Service service(Config config) {
    seen = config;
    WaitingService service = new WaitingService();
    service.close();
    return service;
  }

  private int execute(String... arguments) {
    CommandLine line =
        ServiceCommand.of(
            "dbintel-sample", "Samples.", Config.class, this::service, new FailCommand());
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Command(name = "fail")
  private final class FailCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }
}
