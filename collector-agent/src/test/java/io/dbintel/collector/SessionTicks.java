package io.dbintel.collector;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.collector.systems.postgresql.PostgresConfig;
import io.dbintel.collector.systems.postgresql.PostgresSystem;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import java.util.List;

/** The main class of a process with the heap of an agent: it reads the sessions of a server. */
public final class SessionTicks {

  private static final int TICKS = 5;

  private SessionTicks() {}

  /** Arguments: host, port and role of the server. */
  public static void main(String[] args) throws Exception {
    PostgresConfig config =
        (PostgresConfig)
            ConfigLoader.parse(
                    AgentConfig.class,
                    """
                    kafka: {bootstrapServers: "localhost:1"}
                    instances:
                      - {id: acme/orders, system: postgresql, host: "%s", port: %s, user: %s}
                    """
                        .formatted(args[0], args[1], args[2]))
                .instances()
                .get(0);
    RecordSource source =
        new RecordSource("acme/orders", "postgresql", "test", args[0], config.port());
    try (MonitoredInstance instance = new PostgresSystem().open(config, source)) {
      List<Session> sessions = List.of();
      for (int tick = 0; tick < TICKS; tick++) {
        sessions =
            RecordingRun.of(instance, "sessions").values(SessionTick.class).stream()
                .flatMap(part -> part.getSessions().stream())
                .toList();
      }
      long cut = sessions.stream().filter(Session::getQueryTruncated).count();
      System.out.println(sessions.size() + " sessions, " + cut + " texts cut");
    }
  }
}
