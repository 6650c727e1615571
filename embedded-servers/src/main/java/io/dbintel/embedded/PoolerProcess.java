package io.dbintel.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An installed pooler as a process with files of its own. */
final class PoolerProcess implements AutoCloseable {

  private static final long START_SECONDS = 20;

  private final Path program;
  private final Path directory;
  private final ServerAccount account = ServerAccount.ofThisProcess();
  private Process process;

  PoolerProcess(Path program) {
    this.program = program;
    try {
      this.directory = Files.createTempDirectory("dbintel-pooler");
      account.own(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for " + program, e);
    }
  }

  Path directory() {
    return directory;
  }

  Path file(String name, String content) {
    try {
      Path file = Files.writeString(directory.resolve(name), content);
      account.own(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name + " to " + directory, e);
    }
  }

  /** Starts it and returns when it listens. */
  void start(List<String> arguments, int port) {
    List<String> command = new ArrayList<>(account.commandPrefix());
    command.add(program.toString());
    command.addAll(arguments);
    Path log = directory.resolve("output.log");
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + program, e);
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!listens(port)) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        close();
        throw new IllegalStateException(program + " does not listen: " + LogTail.of(log));
      }
    }
  }

  private boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
      return true;
    } catch (IOException notYet) {
      try {
        process.waitFor(25, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return false;
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      try {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Directories.deleteRecursively(directory);
  }
}
