package io.dbintel.streams.replay;

import io.dbintel.schemas.registry.SchemaRegistries;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.signing.RecordSigner;
import io.dbintel.streams.ProcessorsConfig;
import io.dbintel.streams.runtime.Orders;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Tells {@code dbintel.audit} of a replay into the live topics, before it writes into them. */
final class ReplayAudit {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ALL = "*";

  private final ProcessorsConfig config;
  private final Clock clock;

  ReplayAudit(ProcessorsConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * Writes it, and waits for the acknowledgement; writes nothing of a replay into other topics.
   *
   * @param goesOn whether a run before this one was interrupted
   * @throws IllegalStateException when Kafka did not take it
   */
  void write(ReplayRequest request, String id, OrderedBy by, boolean goesOn)
      throws InterruptedException {
    if (!request.into().equals(ReplayRequest.LIVE)) {
      return;
    }
    Map<String, String> details = new TreeMap<>();
    details.put("replay_id", id);
    details.put("from", request.from().toString());
    details.put("to", request.to().toString());
    details.put("warm_up", request.warmUp().toString());
    details.put("into", request.into());
    details.put("goes_on", Boolean.toString(goesOn));
    if (!by.reason().isBlank()) {
      details.put("reason", by.reason());
    }
    Map<String, Object> client = config.kafka().clientSettings();
    try (SchemaRegistry registry = SchemaRegistries.of(config.schemaRegistry(), client)) {
      new Orders(client, registry, new RecordSigner(config.signing()), clock, PATIENCE)
          .replay(request.instance().isEmpty() ? ALL : request.instance(), by.author(), details);
    }
  }
}
