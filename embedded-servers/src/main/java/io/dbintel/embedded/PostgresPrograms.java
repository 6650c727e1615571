package io.dbintel.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of one unpacked PostgreSQL, run under an account that it accepts.
 *
 * @param home folder with {@code bin}
 * @param account whom they run as
 * @param log file that takes what they print
 */
record PostgresPrograms(Path home, ServerAccount account, Path log) {

  /** Starts a program and returns at once. */
  Process start(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(account.commandPrefix());
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return startCommand(command);
  }

  /**
   * Runs a program to its end.
   *
   * @throws IllegalStateException when it fails
   */
  void run(String program, List<String> arguments) {
    awaitSuccess(program, start(program, arguments));
  }

  /** Runs a command of the system under the account, to its end. */
  void runCommand(String command, List<String> arguments) {
    List<String> words = new ArrayList<>(account.commandPrefix());
    words.add(command);
    words.addAll(arguments);
    awaitSuccess(command, startCommand(words));
  }

  /** Kills a process without a chance to clean up. */
  void kill(int pid) {
    awaitSuccess("kill", startCommand(List.of("kill", "-KILL", Integer.toString(pid))));
  }

  private Process startCommand(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.get(0), e);
    }
  }

  private void awaitSuccess(String program, Process process) {
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            program + " ended with exit code " + exit + ": " + LogTail.of(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + program, e);
    }
  }
}
