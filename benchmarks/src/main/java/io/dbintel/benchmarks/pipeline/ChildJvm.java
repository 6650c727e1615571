package io.dbintel.benchmarks.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A JVM that answers requests, a line each, on its standard streams. It ends when its standard
 * input does, so none is left behind when this process dies.
 */
final class ChildJvm implements AutoCloseable {

  private static final String ANSWER = "answer: ";
  private static final long STOP_SECONDS = 30;

  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;

  private ChildJvm(String name, Process process) {
    this.name = name;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts {@code main}; what it writes to standard error is shown. */
  static ChildJvm start(Class<?> main, String classPath, List<String> flags, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(classPath);
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new ChildJvm(main.getSimpleName(), builder.start());
  }

  /** Sends a request and waits for its answer. */
  String ask(String request) throws IOException {
    try {
      requests.write(request + "\n");
      requests.flush();
    } catch (IOException closed) {
      throw ended(request);
    }
    String line = answers.readLine();
    while (line != null && !line.startsWith(ANSWER)) {
      line = answers.readLine();
    }
    if (line == null) {
      throw ended(request);
    }
    return line.substring(ANSWER.length());
  }

  private IOException ended(String request) {
    return new IOException(
        name + " ended instead of answering \"" + request + "\"; its messages are above");
  }

  /** In the child: answers requests until the parent ends them. */
  static void answer(UnaryOperator<String> answers) throws IOException {
    PrintStream out = System.out;
    // what anything else prints must not fill the pipe that only answers are read from
    System.setOut(System.err);
    try (BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String request = requests.readLine(); request != null; request = requests.readLine()) {
        out.println(ANSWER + answers.apply(request));
        out.flush();
      }
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
