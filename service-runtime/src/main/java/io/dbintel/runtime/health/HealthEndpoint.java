package io.dbintel.runtime.health;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.runtime.health.Health.Status;
import io.dbintel.runtime.http.HttpEndpoint;
import io.dbintel.runtime.http.HttpEndpoint.Answer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/**
 * Serves {@code /health/live} (503 only when a component is dead: a restart would not fix what is
 * down) and {@code /health/ready} (503 while a component is down or dead), both as JSON with the
 * state of each component.
 */
public final class HealthEndpoint implements AutoCloseable {

  private static final String JSON_TYPE = "application/json";

  private final HttpEndpoint server;

  private HealthEndpoint(HttpEndpoint server) {
    this.server = server;
  }

  /**
   * Starts listening.
   *
   * @throws io.dbintel.runtime.http.PortUnavailableException if the port is not available
   */
  public static HealthEndpoint start(String bindAddress, int port, HealthRegistry registry) {
    return new HealthEndpoint(
        HttpEndpoint.start(
            "health",
            "http.healthPort",
            bindAddress,
            port,
            Map.of(
                "/health/live", () -> unlessAsBadAs(Status.DEAD, registry.check()),
                "/health/ready", () -> unlessAsBadAs(Status.DOWN, registry.check()))));
  }

  /** The TCP port it listens on. */
  public int port() {
    return server.port();
  }

  private static Answer unlessAsBadAs(Status limit, Map<String, Health> components) {
    return answer(worst(components.values()).compareTo(limit) < 0 ? 200 : 503, components);
  }

  private static Answer answer(int code, Map<String, Health> components) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("status", name(worst(components.values())));
    ObjectNode details = body.putObject("components");
    components.forEach(
        (component, health) -> {
          ObjectNode entry = details.putObject(component).put("status", name(health.status()));
          if (!health.message().isEmpty()) {
            entry.put("message", health.message());
          }
        });
    return new Answer(code, JSON_TYPE, body.toString());
  }

  private static Status worst(Collection<Health> answers) {
    return answers.stream().map(Health::status).max(Comparator.naturalOrder()).orElse(Status.UP);
  }

  private static String name(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    server.close();
  }
}
