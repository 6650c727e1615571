package io.dbintel.streams.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventLayoutTest {
  private static final SystemCatalogue POSTGRESQL = SystemCatalogue.of("postgresql");
  private static final List<String> SAMPLE =
      List.of(
          "system",
          "database",
          "query_text",
          "query_summary",
          "fingerprint",
          "user",
          "client_address",
          "client_port",
          "session_type",
          "transaction_start",
          "state_change",
          "transaction_id",
          "comment_tags",
          "record_id",
          "session_id",
          "state",
          "application_name",
          "client_hostname",
          "query_start",
          "wait_event",
          "wait_event_type",
          "query_id",
          "exec_time",
          "blocking_session_ids",
          "session_start",
          "weight");

  private final EventLayout layout = EventLayout.of(POSTGRESQL, "db.server.query_sample", SAMPLE);

  private Map<String, Object> attributes(Object[] values) {
    EventEncoder.Head head = new EventEncoder.Head("id", 1, 2);
    return Decoded.event(new EventEncoder().event(head, "acme", layout, values)).getAttributes();
  }

  @Test
  void givesValuesTheNamesAndTypesOfTheCatalogue() {
    Object[] values = new Object[SAMPLE.size()];
    values[SAMPLE.indexOf("system")] = "postgresql";
    values[SAMPLE.indexOf("client_port")] = 5432;
    values[SAMPLE.indexOf("session_id")] = "77";
    values[SAMPLE.indexOf("blocking_session_ids")] = List.of("1", "2");
    values[SAMPLE.indexOf("comment_tags")] = new TreeMap<>(Map.of("a", "x", "b", "y"));
    values[SAMPLE.indexOf("exec_time")] = 1.5;

    assertThat(attributes(values))
        .isEqualTo(
            Map.of(
                "db.system.name", "postgresql",
                "network.peer.port", 5432L,
                "postgresql.pid", 77L,
                "postgresql.blocking.pids", "{1,2}",
                "db.query.comment_tags.a", "x",
                "db.query.comment_tags.b", "y",
                "postgresql.total_exec_time", 1.5));
  }

  @Test
  void identifierThatIsNotANumberIsNotLost() {
    Object[] values = new Object[SAMPLE.size()];
    values[SAMPLE.indexOf("session_id")] = "worker-7";
    assertThat(attributes(values)).isEqualTo(Map.of("postgresql.pid", "worker-7"));
  }

  @Test
  void valueThatTheProductDoesNotHaveIsAnErrorOfTheCatalogue() {
    assertThatThrownBy(
            () -> EventLayout.of(POSTGRESQL, "db.server.top_query", List.of("system", "database")))
        .hasMessageContaining("attribute db.query.text of event db.server.top_query of postgresql")
        .hasMessageContaining("value query_text; expected one of system, database");
  }
}
