package io.dbintel.exporter.otlp;

import io.dbintel.exporter.config.SinkConfig;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.health.Health;
import io.dbintel.schemas.avro.ExportStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers results to an OTLP/HTTP endpoint until every one has a terminal outcome. */
public final class OtlpSink implements Sink {

  private static final int NOT_FOUND = 404;
  private static final Logger LOG = LoggerFactory.getLogger(OtlpSink.class);

  private final String name;
  private final SinkConfig config;
  private final OtlpRequests requests;
  private final RetryRules rules;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Health health = Health.up();

  /**
   * @param name name of the sink, for messages
   */
  public OtlpSink(String name, SinkConfig config, Clock clock) {
    this.name = name;
    this.config = config;
    this.requests = new OtlpRequests(config);
    this.rules = new RetryRules(config.retry());
    this.clock = clock;
  }

  @Override
  public List<SinkOutcome> send(Signal signal, List<ResultItem> items) throws InterruptedException {
    AgeGate gate = AgeGate.part(items, config.ageWindow(), clock.instant());
    List<SinkOutcome> outcomes = new ArrayList<>();
    if (!gate.outside().isEmpty()) {
      outcomes.add(
          SinkOutcome.expired(
              size(gate.outside()),
              "timestamps outside "
                  + config.ageWindow().past()
                  + " back to "
                  + config.ageWindow().future()
                  + " ahead"));
    }
    if (!gate.inside().isEmpty()) {
      deliver(signal, gate.inside(), outcomes);
    }
    return outcomes;
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {
    closed.countDown();
    requests.close();
  }

  private void deliver(Signal signal, List<ResultItem> items, List<SinkOutcome> outcomes)
      throws InterruptedException {
    int attempts = 0;
    long bytes = 0;
    boolean possibleDuplicate = false;
    while (true) {
      Exchange exchange = requests.send(signal, items);
      RetryRules.Verdict verdict = RetryRules.verdict(exchange);
      attempts++;
      bytes += exchange.kind() == Exchange.Kind.TOO_LARGE ? 0 : exchange.wireBytes();
      if (verdict == RetryRules.Verdict.SPLIT && items.size() > 1) {
        deliver(signal, items.subList(0, items.size() / 2), outcomes);
        deliver(signal, items.subList(items.size() / 2, items.size()), outcomes);
        return;
      }
      if (verdict != RetryRules.Verdict.RETRY
          && verdict != RetryRules.Verdict.REFUSED_CREDENTIALS) {
        outcomes.add(outcome(exchange, verdict, items, attempts, bytes, possibleDuplicate));
        return;
      }
      possibleDuplicate |= exchange.kind() == Exchange.Kind.NO_ANSWER;
      tell(exchange, verdict);
      await(
          rules.backoff(
              exchange, attempts, ThreadLocalRandom.current().nextDouble(), clock.instant()));
    }
  }

  private SinkOutcome outcome(
      Exchange exchange,
      RetryRules.Verdict verdict,
      List<ResultItem> items,
      int attempts,
      long bytes,
      boolean possibleDuplicate) {
    int size = size(items);
    if (verdict == RetryRules.Verdict.ACCEPTED) {
      recovered();
      PartialSuccess partial = PartialSuccess.parse(exchange.body());
      int rejected = (int) Math.min(size, partial.rejected());
      return new SinkOutcome(
          rejected == 0 ? ExportStatus.ACCEPTED : ExportStatus.PARTIAL,
          exchange.status(),
          attempts,
          size,
          rejected,
          bytes,
          possibleDuplicate,
          partial.message());
    }
    String message = refusal(exchange, verdict);
    LOG.warn("sink {}: {} results not taken: {}", name, size, message);
    health = Health.degraded(message);
    return new SinkOutcome(
        ExportStatus.REJECTED,
        exchange.status(),
        attempts,
        size,
        size,
        bytes,
        possibleDuplicate,
        message);
  }

  private String refusal(Exchange exchange, RetryRules.Verdict verdict) {
    if (verdict == RetryRules.Verdict.SPLIT) {
      return "one record of " + exchange.wireBytes() + " bytes is larger than a request may be";
    }
    String answered = config.endpoint() + " answered HTTP " + exchange.status();
    return exchange.status() == NOT_FOUND
        ? answered + ": no OTLP/HTTP receiver there; check sinks." + name + ".endpoint"
        : answered;
  }

  private void tell(Exchange exchange, RetryRules.Verdict verdict) {
    String problem =
        exchange.kind() == Exchange.Kind.ANSWERED
            ? config.endpoint() + " answered HTTP " + exchange.status()
            : exchange.problem();
    Health now =
        verdict == RetryRules.Verdict.REFUSED_CREDENTIALS
            ? Health.down(
                problem
                    + ": the key is refused, delivery pauses; check sinks."
                    + name
                    + ".headers (results wait in Kafka)")
            : Health.degraded(problem + "; trying again (results wait in Kafka)");
    if (!now.equals(health)) {
      LOG.warn("sink {}: {}", name, now.message());
    }
    health = now;
  }

  private void recovered() {
    if (health.status() != Health.Status.UP) {
      LOG.info("sink {}: {} takes results again", name, config.endpoint());
    }
    health = Health.up();
  }

  private void await(Duration wait) throws InterruptedException {
    if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("sink " + name + " was closed");
    }
  }

  private static int size(List<ResultItem> items) {
    return items.stream().mapToInt(ResultItem::size).sum();
  }
}
