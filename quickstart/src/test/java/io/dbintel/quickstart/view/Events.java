package io.dbintel.quickstart.view;

import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultResource;
import java.util.HashMap;
import java.util.Map;

/** Result events as the processors write them. */
final class Events {

  static final long SECOND = 1_000_000;

  private Events() {}

  static ResultEvent topQuery(
      String instance, String queryid, String text, long from, long to, long calls, long nanos) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("db.namespace", "shop");
    attributes.put("postgresql.queryid", queryid);
    attributes.put("dbintel.statement.key", "0000000a" + queryid);
    attributes.put("dbintel.interval.start", from * SECOND);
    attributes.put("dbintel.interval.end", to * SECOND);
    attributes.put("postgresql.calls", calls);
    attributes.put("postgresql.rows", calls * 2);
    attributes.put("dbintel.total_exec_time_ns", nanos);
    if (text != null) {
      attributes.put("db.query.text", text);
    }
    return event(instance, "db.server.top_query", to, attributes);
  }

  static ResultEvent remainder(String instance, long from, long to, long calls, long nanos) {
    return event(
        instance,
        "db.server.top_query",
        to,
        Map.of(
            "dbintel.remainder",
            true,
            "dbintel.interval.start",
            from * SECOND,
            "dbintel.interval.end",
            to * SECOND,
            "postgresql.calls",
            calls,
            "dbintel.total_exec_time_ns",
            nanos));
  }

  static ResultEvent session(long second, long pid, String state, String wait, String blockers) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("postgresql.pid", pid);
    attributes.put("postgresql.application_name", "app" + pid);
    attributes.put("postgresql.state", state);
    attributes.put("postgresql.total_exec_time", 1500.0);
    attributes.put("postgresql.blocking.pids", blockers);
    attributes.put("db.query.text", "UPDATE t SET a = ?");
    if (wait != null) {
      attributes.put("postgresql.wait_event_type", wait.split(":")[0]);
      attributes.put("postgresql.wait_event", wait.split(":")[1]);
    }
    return event("acme/one", "db.server.query_sample", second, attributes);
  }

  static ResultEvent event(
      String instance, String name, long second, Map<String, Object> attributes) {
    return new ResultEvent(
        "00",
        new ResultResource(tenant(instance), instance, "postgresql", "db", 5432, Map.of()),
        name,
        second * SECOND,
        second * SECOND,
        9,
        attributes);
  }

  private static String tenant(String instance) {
    return instance.substring(0, instance.indexOf('/'));
  }
}
