package io.dbintel.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigProblem;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServiceMainTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream errors = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void aServiceThatEndsByItselfGivesZero() {
    WaitingService service = new WaitingService();
    service.close();

    assertThat(ServiceMain.run("agent", () -> service)).isEqualTo(ServiceMain.STOPPED);
  }

  @Test
  void aBadConfigurationGivesTwoAndAllProblems() {
    ConfigProblem problem = new ConfigProblem("a.b", "f:1", "'x'", "a number", "set it");

    assertThat(
            run(
                () -> {
                  throw new ConfigException(List.of(problem, problem));
                }))
        .isEqualTo(ServiceMain.BAD_CONFIGURATION);
    assertThat(text()).startsWith("agent: 2 problems in the configuration:").contains("a.b (f:1)");
  }

  @Test
  void aFailureGivesOneAndOneLine() {
    assertThat(
            run(
                () ->
                    new WaitingService() {
                      @Override
                      public void start() {
                        throw new IllegalStateException("port 8888 is in use");
                      }
                    }))
        .isEqualTo(ServiceMain.FAILED);
    assertThat(text()).isEqualTo("agent: port 8888 is in use" + System.lineSeparator());
  }

  @Test
  void anErrorGivesOneInsteadOfAProcessThatStandsStill() {
    assertThat(
            run(
                () ->
                    new WaitingService() {
                      @Override
                      public void start() {
                        throw new NoClassDefFoundError("io/dbintel/Gone");
                      }
                    }))
        .isEqualTo(ServiceMain.FAILED);
    assertThat(text()).isEqualTo("agent: io/dbintel/Gone" + System.lineSeparator());
  }

  @Test
  void aFailureWithoutMessageGivesItsClass() {
    assertThat(
            run(
                () -> {
                  throw new IllegalStateException();
                }))
        .isEqualTo(ServiceMain.FAILED);
    assertThat(text()).contains("java.lang.IllegalStateException");
  }

  @Test
  void anInterruptedWaitFailsAndKeepsTheInterrupt() {
    Thread.currentThread().interrupt();

    assertThat(run(WaitingService::new)).isEqualTo(ServiceMain.FAILED);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void stopClosesTheServiceAndGivesTheCodeOfTheRun() throws Exception {
    ServiceRun run = new ServiceRun("agent", errors, LIMIT);
    WaitingService service = new WaitingService();
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(() -> run.execute(() -> service));
    service.started.await();

    assertThat(run.stop()).isEqualTo(ServiceMain.STOPPED);
    assertThat(code.get()).isEqualTo(ServiceMain.STOPPED);
    assertThat(text()).isEmpty();
  }

  @Test
  void stopBeforeTheServiceIsMadePreventsItsStart() throws Exception {
    ServiceRun run = new ServiceRun("agent", errors, LIMIT);
    CompletableFuture<Service> made = new CompletableFuture<>();
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> run.execute(made::get));
    CompletableFuture<Integer> stopped = CompletableFuture.supplyAsync(run::stop);
    WaitingService service = new WaitingService();
    service.close();
    made.complete(service);

    assertThat(code.get()).isEqualTo(ServiceMain.STOPPED);
    assertThat(stopped.get()).isEqualTo(ServiceMain.STOPPED);
  }

  @Test
  void aCloseThatHangsIsCutOff() throws Exception {
    ServiceRun run = new ServiceRun("agent", errors, Duration.ofMillis(50));
    CompletableFuture<Void> never = new CompletableFuture<>();
    WaitingService service =
        new WaitingService() {
          @Override
          public void close() {
            never.join();
          }
        };
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(() -> run.execute(() -> service));
    service.started.await();

    assertThat(run.stop()).isEqualTo(ServiceMain.FAILED);
    assertThat(text()).contains("did not stop within");
    assertThat(code).isNotDone();
    never.complete(null);
  }

  @Test
  void aCloseThatFailsIsToldAndGivesOne() throws Exception {
    ServiceRun run = new ServiceRun("agent", errors, LIMIT);
    WaitingService service =
        new WaitingService() {
          @Override
          public void close() {
            super.close();
            throw new IllegalStateException("disk full");
          }
        };
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(() -> run.execute(() -> service));
    service.started.await();

    assertThat(run.stop()).isEqualTo(ServiceMain.FAILED);
    assertThat(code.get()).isEqualTo(ServiceMain.FAILED);
    assertThat(text()).contains("disk full");
  }

  @Test
  void sigtermEndsARealProcessWithZero() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WaitingService.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      awaitLine(output, "started");
      process.toHandle().destroy();
      awaitLine(output, "closed");
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ServiceMain.STOPPED);
    } finally {
      process.destroyForcibly();
    }
  }

  /** There may be log lines in between. */
  private static void awaitLine(BufferedReader output, String wanted) throws Exception {
    String line = output.readLine();
    while (line != null && !line.equals(wanted)) {
      line = output.readLine();
    }
    assertThat(line).isEqualTo(wanted);
  }

  private int run(Callable<Service> factory) {
    return ServiceMain.run("agent", factory, errors, code -> {});
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
