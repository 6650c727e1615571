package io.dbintel.streams.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.streams.operators.sampler.SamplerOverride;
import io.dbintel.streams.runtime.Orders;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/** Takes orders and refuses them: each is in the audit before anything happens. */
final class OrderDesk {
  private static final String REASON = "reason";
  private static final String ROLE = "role";

  /** The topics that processors read, the usual one first. */
  private static final List<String> READ =
      List.of(
          TopicCatalogue.RAW.name(),
          TopicCatalogue.TENANT_USAGE.name(),
          TopicCatalogue.EXPORT_OUTCOMES.name());

  private static final Duration LEAST_OVERRIDE = Duration.ofSeconds(1);

  /** Each order has a producer of its own for some tenths of a second. */
  private static final int AT_ONCE = 4;

  private final Orders orders;
  private final InstantSource clock;
  private final Semaphore free = new Semaphore(AT_ONCE);

  OrderDesk(Orders orders, InstantSource clock) {
    this.orders = orders;
    this.clock = clock;
  }

  /** What is done while few others do the same. */
  @FunctionalInterface
  private interface Step<T> {
    T take() throws InterruptedException;
  }

  /** Writes that somebody was refused. */
  void refuse(Operation.Call call, Caller caller) throws InterruptedException {
    Map<String, String> details = new TreeMap<>(call.parts());
    details.put("operation", call.operation().id());
    details.put(ROLE, caller.role().label());
    details.put("required_role", call.operation().role().label());
    String subject =
        call.operation().isOfInstance()
            ? call.parts().get("tenant") + "/" + call.parts().get("name")
            : "processors";
    written(
        () -> {
          orders.refused(subject, caller.name(), details);
          return null;
        });
  }

  /** Carries out an order about an instance. */
  ObjectNode order(Operation operation, String instance, String query, String body, Caller caller)
      throws InterruptedException {
    return switch (operation) {
      case ORDER_CIRCUIT -> circuit(instance, body, caller);
      case OVERRIDE_SAMPLING -> override(instance, body, caller);
      case END_OVERRIDE -> {
        Map<String, String> arguments = reason(Arguments.ofQuery(query, REASON));
        arguments.put(SamplerOverride.END, "true");
        yield send(instance, CommandKind.SAMPLER_OVERRIDE, arguments, caller);
      }
      case FULL_POLL -> plain(instance, CommandKind.FULL_POLL, body, caller);
      case RESET_BASELINE -> plain(instance, CommandKind.RESET_BASELINE, body, caller);
      case FORGET -> plain(instance, CommandKind.FORGET, body, caller);
      default -> throw new IllegalArgumentException(operation + " is no order");
    };
  }

  private ObjectNode circuit(String instance, String body, Caller caller)
      throws InterruptedException {
    Arguments said = Arguments.ofBody(body, "action", REASON);
    String action = said.word("action", "", List.of("open", "close", "reset"));
    CommandKind kind =
        switch (action) {
          case "open" -> CommandKind.CIRCUIT_OPEN;
          case "close" -> CommandKind.CIRCUIT_CLOSE;
          default -> CommandKind.CIRCUIT_RESET;
        };
    return send(instance, kind, reason(said), caller);
  }

  private ObjectNode override(String instance, String body, Caller caller)
      throws InterruptedException {
    Arguments said = Arguments.ofBody(body, "rate", "expires_in", REASON);
    double rate = said.share("rate");
    Duration life = said.duration("expires_in", LEAST_OVERRIDE, SamplerOverride.LONGEST);
    Map<String, String> arguments = reason(said);
    String end = clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS).toString();
    arguments.put(SamplerOverride.RATE, Double.toString(rate));
    arguments.put(SamplerOverride.EXPIRES_AT, end);
    return send(instance, CommandKind.SAMPLER_OVERRIDE, arguments, caller).put("expires_at", end);
  }

  private ObjectNode plain(String instance, CommandKind kind, String body, Caller caller)
      throws InterruptedException {
    return send(instance, kind, reason(Arguments.ofBody(body, REASON)), caller);
  }

  /** Has a record passed over. */
  ObjectNode skip(String body, Caller caller) throws InterruptedException {
    Arguments said = Arguments.ofBody(body, "topic", "partition", "offset", REASON);
    String topic = said.word("topic", READ.get(0), READ);
    int partition = (int) said.whole("partition", -1, 0, Integer.MAX_VALUE);
    long offset = said.whole("offset", -1, 0, Long.MAX_VALUE);
    Map<String, String> details = reason(said);
    details.put(ROLE, caller.role().label());
    written(
        () -> {
          orders.skip(topic, partition, offset, caller.name(), details);
          return null;
        });
    return JsonNodeFactory.instance
        .objectNode()
        .put("topic", topic)
        .put("partition", partition)
        .put("offset", offset);
  }

  private static Map<String, String> reason(Arguments said) {
    Map<String, String> arguments = new TreeMap<>();
    arguments.put(REASON, said.reason());
    return arguments;
  }

  private ObjectNode send(
      String instance, CommandKind kind, Map<String, String> arguments, Caller caller)
      throws InterruptedException {
    Map<String, String> details = Map.of(ROLE, caller.role().label());
    String id = written(() -> orders.command(instance, kind, arguments, caller.name(), details));
    return JsonNodeFactory.instance.objectNode().put("command_id", id);
  }

  private <T> T written(Step<T> step) throws InterruptedException {
    if (!free.tryAcquire()) {
      throw ApiException.unavailable(
          AT_ONCE + " orders are being written already; order again in some seconds", null);
    }
    try {
      return step.take();
    } catch (IllegalStateException notTaken) {
      throw ApiException.unavailable(notTaken.getMessage(), notTaken);
    } finally {
      free.release();
    }
  }
}
