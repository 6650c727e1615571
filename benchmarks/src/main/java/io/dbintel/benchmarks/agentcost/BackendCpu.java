package io.dbintel.benchmarks.agentcost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU time of the PostgreSQL backends of one application, from the operating system: the first
 * field of {@code /proc/PID/schedstat}, time spent on a CPU in nanoseconds.
 */
final class BackendCpu {

  private final String applicationName;
  private final Map<Integer, Long> lastByPid = new HashMap<>();
  private long total;

  BackendCpu(String applicationName) {
    this.applicationName = applicationName;
  }

  /**
   * CPU time used since the previous call by backends seen then, and by newer ones since their
   * start.
   *
   * @return nanoseconds in total over all calls
   */
  long sample(Connection superuser) throws SQLException, IOException {
    try (PreparedStatement statement =
        superuser.prepareStatement("SELECT pid FROM pg_stat_activity WHERE application_name = ?")) {
      statement.setString(1, applicationName);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          add(rows.getInt(1));
        }
      }
    }
    return total;
  }

  private void add(int pid) throws IOException {
    try {
      String schedstat = Files.readString(Path.of("/proc", Integer.toString(pid), "schedstat"));
      long onCpu = Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
      Long before = lastByPid.put(pid, onCpu);
      total += onCpu - (before == null ? 0 : before);
    } catch (NoSuchFileException e) {
      lastByPid.remove(pid);
    }
  }
}
