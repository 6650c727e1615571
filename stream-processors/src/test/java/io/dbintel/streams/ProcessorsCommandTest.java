package io.dbintel.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.runtime.config.ConfigLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProcessorsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void topologyIsPrintedAsTextAndAsMermaid() {
    assertThat(run("topology")).isZero();
    assertThat(out.toString())
        .contains("Sub-topology: 0", "Sub-topology: 1", "Sub-topology: 2")
        .doesNotContain("Sub-topology: 3");
    assertThat(run("topology", "--format", "mermaid")).isZero();
    assertThat(out.toString()).contains("flowchart LR");
  }

  @Test
  void schemaOfTheConfigurationIsPrinted() {
    assertThat(run("config-schema")).isZero();
    assertThat(out.toString()).contains("bootstrapServers", "hardCap");
  }

  @Test
  void commandNeedsAKindAnInstanceAndABroker() {
    String[] target = {"--instance", "acme/orders"};
    assertThat(run("command", "explode", "--bootstrap-servers", "x:1", target[0], target[1]))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("full-poll, reset-baseline, forget, circuit-open", "or skip");
    assertThat(run("command", "forget", "--bootstrap-servers", "x:1", "--instance", "acme"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("tenant/name");
    assertThat(run("command", "forget", target[0], target[1])).isEqualTo(2);
    assertThat(err.toString()).contains("--bootstrap-servers");
  }

  @Test
  void orderAboutCircuitsNeedsAReason() {
    String[] server = {"--bootstrap-servers", "x:1"};
    assertThat(run("command", "circuit-open", "--instance", "a/b", server[0], server[1]))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--argument reason=");
  }

  @Test
  void skipIsForARecordAndNothingElseIs() {
    String[] server = {"--bootstrap-servers", "x:1"};
    assertThat(run("command", "skip", "--instance", "a/b", server[0], server[1])).isEqualTo(2);
    assertThat(err.toString()).contains("--partition and --offset");
    assertThat(run("command", "forget", "--partition", "3", "--offset", "17", server[0], server[1]))
        .isEqualTo(2);
    assertThat(err.toString()).contains("a record is meant by skip alone");
    assertThat(run("command", "skip", "--partition", "3", server[0], server[1])).isEqualTo(2);
    assertThat(err.toString()).contains("--offset");
  }

  @Test
  void commandIsForAnInstanceOrATenant() {
    assertThat(run("command", "forget", "--bootstrap-servers", "x:1")).isEqualTo(2);
    assertThat(err.toString()).contains("--instance", "--tenant");
    assertThat(
            run("command", "forget", "--tenant", "acme", "--instance", "a/b", "--config", "x.yaml"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("mutually exclusive");
    assertThat(run("command", "forget", "--tenant", "a/b", "--bootstrap-servers", "x:1"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--tenant: tenant of an instance id was \"a/b\"");
  }

  @Test
  void replayNeedsAWindowAndAPlaceForItsResults() {
    String[] window = {"--from", "2026-11-20T00:00:00Z", "--to", "2026-11-21T00:00:00Z"};
    assertThat(run("replay", "--config", "x.yaml", window[0], window[1], window[2], window[3]))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--into");
    assertThat(replay("--from", window[3], "--to", window[1])).isEqualTo(2);
    assertThat(err.toString()).contains("--from 2026-11-21T00:00:00Z before --to");
    assertThat(replay("--from", "yesterday", "--to", window[3])).isEqualTo(2);
    assertThat(err.toString()).contains("2026-11-20T00:00:00Z, found yesterday");
    assertThat(replay("--from", window[1], "--to", window[3], "--warm-up", "long")).isEqualTo(2);
    assertThat(err.toString()).contains("--warm-up as a number with s, m, h or d, found long");
    assertThat(replay("--from", window[1], "--to", window[3], "--instance", "acme")).isEqualTo(2);
    assertThat(err.toString()).contains("tenant/name");
  }

  private int replay(String... more) {
    String[] all = new String[more.length + 5];
    all[0] = "replay";
    all[1] = "--config";
    all[2] = "missing.yaml";
    all[3] = "--into";
    all[4] = "trial";
    System.arraycopy(more, 0, all, 5, more.length);
    return run(all);
  }

  @Test
  void badConfigurationEndsWithItsExitCode(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("bad.yaml"), "kafka: {}\n");
    assertThat(run("run", "--config", file.toString())).isEqualTo(2);
  }

  @Test
  void shippedExampleIsTheDefaults() throws IOException {
    Path example = Path.of("src/main/dist/config/processors.example.yaml");
    ProcessorsConfig loaded = ConfigLoader.load(ProcessorsConfig.class, List.of(example));
    assertThat(loaded).isEqualTo(ProcessorsConfig.at("localhost:9092"));
    assertThat(loaded.kafka().toString()).doesNotContain("jaas");
  }

  private int run(String... arguments) {
    CommandLine line = ProcessorsCommand.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }
}
