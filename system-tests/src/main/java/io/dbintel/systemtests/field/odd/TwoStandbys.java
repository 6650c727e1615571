package io.dbintel.systemtests.field.odd;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.systemtests.field.FieldRig;
import io.dbintel.systemtests.field.OddInstance;
import io.dbintel.systemtests.field.OddServer;
import io.dbintel.systemtests.field.Watch;
import java.util.List;
import java.util.Map;

/** Two standbys that connect from one address under one name. */
public final class TwoStandbys implements OddServer {

  @Override
  public String name() {
    return "two standbys behind one address";
  }

  @Override
  public String asserted() {
    return "no two points of a poll are the same";
  }

  @Override
  public void run(FieldRig rig) {
    EmbeddedPostgres primary = rig.server(version());
    try (EmbeddedPostgres one = EmbeddedPostgres.builder().standbyOf(primary).start();
        EmbeddedPostgres two = EmbeddedPostgres.builder().standbyOf(primary).start();
        Watch watch = rig.watch(OddInstance.on(primary))) {
      Watch.require(one.port() != two.port(), "two standbys are one");
      watch.awaitEverything();
      watch.await(
          "points of standbys",
          () -> watch.values(MetricPoll.class).stream().anyMatch(p -> !standbys(p).isEmpty()));
      for (MetricPoll poll : watch.values(MetricPoll.class)) {
        List<Map<String, String>> seen = standbys(poll);
        Watch.require(
            seen.stream().distinct().count() == seen.size(), "two points are the same: " + seen);
      }
    }
  }

  private static List<Map<String, String>> standbys(MetricPoll poll) {
    return poll.getGroups().stream()
        .filter(group -> group.getGroup().equals("replication"))
        .flatMap(group -> group.getRows().stream())
        .map(MetricRow::getAttributes)
        .toList();
  }
}
