package io.dbintel.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Under which account PostgreSQL runs, which refuses to run as root.
 *
 * @param commandPrefix what stands before each of its commands
 * @param userId numeric user that must own its data folder, -1 for whoever made it
 */
record ServerAccount(List<String> commandPrefix, int userId) {

  private static final int NOBODY = 65534;

  /** The account of this process. */
  static final ServerAccount SAME = new ServerAccount(List.of(), -1);

  /** Root without its rights, in a user namespace of its own; many containers forbid it. */
  static final ServerAccount NAMESPACE = new ServerAccount(List.of("unshare", "-U"), -1);

  /** The user nobody. */
  static final ServerAccount UNPRIVILEGED =
      new ServerAccount(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);

  /** The first that works for the user of this process. */
  static ServerAccount ofThisProcess() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return SAME;
    }
    return NAMESPACE.works() ? NAMESPACE : UNPRIVILEGED;
  }

  /** Hands a folder over to the account. */
  void own(Path directory) throws IOException {
    if (userId >= 0) {
      Files.setAttribute(directory, "unix:uid", userId);
    }
  }

  private boolean works() {
    try {
      Process process =
          new ProcessBuilder(List.of(commandPrefix.get(0), commandPrefix.get(1), "true"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
