package io.dbintel.systemtests.field;

import io.dbintel.systemtests.field.FieldResult.Line;
import io.dbintel.systemtests.field.FieldResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Tries odd servers one after the other. */
public final class FieldProof {

  private final List<OddServer> servers;
  private final Consumer<String> out;

  /**
   * @param chosen which of {@link OddServers#ALL} to try
   * @param out takes a line for each server
   */
  public FieldProof(Predicate<OddServer> chosen, Consumer<String> out) {
    this.servers = OddServers.ALL.stream().filter(chosen).toList();
    this.out = out;
  }

  /** Names of all servers, in the order in which they are tried. */
  public static List<String> names() {
    return OddServers.ALL.stream().map(OddServer::name).toList();
  }

  /** Tries them. */
  public FieldResult run() throws IOException, ExecutionException, InterruptedException {
    List<Line> lines = new ArrayList<>();
    try (FieldRig rig = new FieldRig(Files.createTempDirectory("dbintel-field"))) {
      for (OddServer server : servers) {
        Line line = line(server, rig);
        lines.add(line);
        out.accept(line.text());
      }
    }
    return new FieldResult(lines);
  }

  private static Line line(OddServer server, FieldRig rig) {
    if (server.unavailable().isPresent()) {
      return new Line(server, Status.SKIPPED, server.unavailable().get());
    }
    try {
      server.run(rig);
      return new Line(server, Status.OK, null);
    } catch (Exception e) {
      return new Line(
          server, Status.FAILED, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }
}
