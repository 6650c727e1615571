package io.dbintel.exporter.http;

import io.dbintel.exporter.config.DeliveryConfig;
import io.dbintel.exporter.http.RetryRules.Verdict;
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

/**
 * Delivers results to an HTTP destination until every one has a terminal outcome. The {@link
 * RequestFormat} says what a request looks like.
 */
public final class HttpSink implements Sink {

  private static final int NOT_FOUND = 404;
  private static final Logger LOG = LoggerFactory.getLogger(HttpSink.class);

  private final String name;
  private final DeliveryConfig config;
  private final RequestFormat format;
  private final RequestSender sender;
  private final RetryRules rules;
  private final Clock clock;
  private final String address;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Health health = Health.up();

  /**
   * @param name name of the sink, for messages
   * @param clock what the age of results is judged by
   */
  public HttpSink(String name, DeliveryConfig config, RequestFormat format, Clock clock) {
    this.name = name;
    this.config = config;
    this.format = format;
    this.sender = new RequestSender(config.timeout());
    this.rules = new RetryRules(config.retry());
    this.clock = clock;
    this.address = RequestSender.shown(format.destination());
  }

  @Override
  public List<SinkOutcome> send(Signal signal, List<ResultItem> items) throws InterruptedException {
    AgeGate gate = AgeGate.part(items, config.ageWindow(), clock.instant());
    List<SinkOutcome> outcomes = new ArrayList<>();
    if (!gate.outside().isEmpty()) {
      outcomes.add(
          SinkOutcome.expired(
              ResultItem.size(gate.outside()),
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
  }

  private void deliver(Signal signal, List<ResultItem> items, List<SinkOutcome> outcomes)
      throws InterruptedException {
    OutgoingRequest request = format.encode(signal, items);
    int attempts = 0;
    long bytes = 0;
    boolean possibleDuplicate = false;
    while (true) {
      Exchange exchange = exchange(request);
      Verdict verdict = RetryRules.verdict(exchange);
      attempts++;
      bytes += exchange.kind() == Exchange.Kind.TOO_LARGE ? 0 : exchange.wireBytes();
      if (verdict == Verdict.SPLIT && items.size() > 1) {
        deliver(signal, items.subList(0, items.size() / 2), outcomes);
        deliver(signal, items.subList(items.size() / 2, items.size()), outcomes);
        return;
      }
      if (verdict != Verdict.RETRY && verdict != Verdict.REFUSED_CREDENTIALS) {
        outcomes.add(
            outcome(exchange, verdict, ResultItem.size(items), attempts, bytes, possibleDuplicate));
        return;
      }
      possibleDuplicate |= exchange.kind() == Exchange.Kind.NO_ANSWER;
      reportProblem(exchange, verdict);
      await(
          rules.backoff(
              exchange, attempts, ThreadLocalRandom.current().nextDouble(), clock.instant()));
    }
  }

  private Exchange exchange(OutgoingRequest request) {
    return request.body().length > config.maxBatchBytes().bytes()
        ? Exchange.tooLarge(request.body().length)
        : sender.send(request);
  }

  private SinkOutcome outcome(
      Exchange exchange,
      Verdict verdict,
      int size,
      int attempts,
      long bytes,
      boolean possibleDuplicate) {
    if (verdict == Verdict.ACCEPTED) {
      reportRecovery();
      Acceptance acceptance = format.acceptance(exchange.body());
      int rejected = (int) Math.max(0, Math.min(size, acceptance.rejected()));
      return new SinkOutcome(
          rejected == 0 ? ExportStatus.ACCEPTED : ExportStatus.PARTIAL,
          exchange.status(),
          attempts,
          size,
          rejected,
          bytes,
          possibleDuplicate,
          acceptance.message());
    }
    String message = rejection(exchange, verdict);
    LOG.warn("sink {}: {} results were rejected: {}", name, size, message);
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

  private String rejection(Exchange exchange, Verdict verdict) {
    if (verdict == Verdict.SPLIT) {
      return "one record of "
          + exchange.wireBytes()
          + " bytes is larger than sinks."
          + name
          + ".delivery.maxBatchBytes ("
          + config.maxBatchBytes().bytes()
          + ") or than the destination accepts";
    }
    String answered = address + " answered HTTP " + exchange.status();
    return exchange.status() == NOT_FOUND
        ? answered
            + ": there is no "
            + format.receiver()
            + "; check sinks."
            + name
            + "."
            + format.addressSetting()
        : answered;
  }

  private void reportProblem(Exchange exchange, Verdict verdict) {
    String problem =
        exchange.kind() == Exchange.Kind.ANSWERED
            ? address + " answered HTTP " + exchange.status()
            : exchange.problem();
    Health now =
        verdict == Verdict.REFUSED_CREDENTIALS
            ? Health.down(
                problem
                    + ": the credentials are refused, delivery pauses; check sinks."
                    + name
                    + ".headers (results wait in Kafka)")
            : Health.degraded(problem + "; trying again (results wait in Kafka)");
    if (!now.equals(health)) {
      LOG.warn("sink {}: {}", name, now.message());
    }
    health = now;
  }

  private void reportRecovery() {
    if (health.status() != Health.Status.UP) {
      LOG.info("sink {}: {} accepts results again", name, address);
    }
    health = Health.up();
  }

  private void await(Duration wait) throws InterruptedException {
    if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("sink " + name + " was closed");
    }
  }
}
