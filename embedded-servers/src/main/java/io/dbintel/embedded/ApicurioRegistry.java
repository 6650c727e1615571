package io.dbintel.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real Apicurio Registry beside this JVM, on the loopback interface, in memory.
 *
 * <p>It needs Java 21 or later and its distribution, which the build unpacks to {@code
 * embedded-servers/target/apicurio-registry} under the project's root (system property {@code
 * dbintel.root}).
 */
public final class ApicurioRegistry implements AutoCloseable {

  private static final long START_SECONDS = 60;

  private final Process process;
  private final int port;
  private final Path log;
  private final Thread closeOnExit = new Thread(this::kill, "close-apicurio-registry");

  private ApicurioRegistry(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts a registry and returns when it answers; empty when Java 21 or its distribution is not
   * here.
   */
  public static Optional<ApicurioRegistry> start() {
    Path program = distribution().resolve("quarkus-run.jar");
    if (!Files.isRegularFile(program)) {
      return Optional.empty();
    }
    return NewerJava.find(21).map(java -> start(java, program));
  }

  private static ApicurioRegistry start(Path java, Path program) {
    int port = FreePort.find();
    try {
      Path log = Files.createTempFile("dbintel-apicurio", ".log");
      Process process =
          new ProcessBuilder(
                  List.of(
                      java.toString(),
                      "-Xmx384m",
                      "-XX:TieredStopAtLevel=1",
                      "-XX:+UseSerialGC",
                      "-Dquarkus.http.host=127.0.0.1",
                      "-Dquarkus.http.port=" + port,
                      "-Dquarkus.management.host=127.0.0.1",
                      "-Dquarkus.management.port=" + FreePort.find(),
                      "-jar",
                      program.toString()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      ApicurioRegistry registry = new ApicurioRegistry(process, port, log);
      Runtime.getRuntime().addShutdownHook(registry.closeOnExit);
      registry.awaitReady();
      return registry;
    } catch (IOException e) {
      throw new UncheckedIOException("Apicurio Registry could not be started", e);
    }
  }

  /** Base URL of the Confluent-compatible REST API, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(closeOnExit);
    kill();
    try {
      process.waitFor();
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void kill() {
    process.destroyForcibly();
  }

  private void awaitReady() throws IOException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/subjects")).build();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    try {
      while (System.nanoTime() < deadline && !process.waitFor(100, TimeUnit.MILLISECONDS)) {
        if (answers(client, request)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String end = LogTail.of(log);
    close();
    throw new IllegalStateException(
        "Apicurio Registry does not answer on port " + port + ": " + end);
  }

  private static boolean answers(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static Path distribution() {
    return Path.of(System.getProperty("dbintel.root", "."))
        .resolve("embedded-servers/target/apicurio-registry");
  }
}
