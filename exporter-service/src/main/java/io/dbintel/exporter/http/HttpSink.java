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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Delivers results to an HTTP destination until every one has a terminal outcome. The {@link
 * RequestFormat} says what a request looks like.
 */
public final class HttpSink implements Sink {

  /**
   * A success status whose answer breaks off is repeated so often, in case something in between
   * said it too early; then it counts, or else a broken proxy would deliver the same for ever.
   */
  private static final int MAX_BROKEN_SUCCESSES = 3;

  private final String name;
  private final DeliveryConfig config;
  private final RequestFormat format;
  private final RequestSender sender;
  private final RetryRules rules;
  private final Clock clock;
  private final DestinationState state;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param name name of the sink, for messages
   * @param clock what the age of results is judged by
   */
  public HttpSink(String name, DeliveryConfig config, RequestFormat format, Clock clock) {
    this.name = name;
    this.config = config;
    this.format = format;
    this.sender = new RequestSender(config.timeout(), config.tls());
    this.rules = new RetryRules(config.retry());
    this.clock = clock;
    this.state = new DestinationState(name, format, config.maxBatchBytes().bytes());
  }

  @Override
  public List<SinkOutcome> send(Signal signal, List<ResultItem> items) throws InterruptedException {
    return send(signal, items, delay -> {});
  }

  @Override
  public List<SinkOutcome> send(Signal signal, List<ResultItem> items, Consumer<SinkOutcome> delays)
      throws InterruptedException {
    state.tellOverdue();
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
      encodeAndDeliver(signal, gate.inside(), new Results(outcomes, delays));
    }
    return outcomes;
  }

  @Override
  public Health health() {
    return state.health();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  /** One item that cannot be encoded is rejected by itself and holds up no other. */
  private void encodeAndDeliver(Signal signal, List<ResultItem> items, Results results)
      throws InterruptedException {
    if (ResultItem.size(items) > config.maxBatchItems() && deliverHalves(signal, items, results)) {
      return;
    }
    OutgoingRequest request;
    try {
      request = format.encode(signal, items);
    } catch (RuntimeException failure) {
      if (!deliverHalves(signal, items, results)) {
        int size = ResultItem.size(items);
        String message = state.unencodable(failure, size);
        results.terminal(
            new SinkOutcome(
                ExportStatus.REJECTED,
                0,
                0,
                size,
                size,
                0,
                false,
                message,
                "unencodable",
                Collections.emptySortedMap()));
      }
      return;
    }
    deliver(signal, items, request, results);
  }

  private void deliver(
      Signal signal, List<ResultItem> items, OutgoingRequest request, Results results)
      throws InterruptedException {
    int attempts = 0;
    int brokenSuccesses = 0;
    long bytes = 0;
    boolean possibleDuplicate = false;
    DelayReport report = new DelayReport(ResultItem.size(items), results.delays(), clock);
    while (true) {
      Exchange exchange = exchange(request);
      attempts++;
      bytes += exchange.kind() == Exchange.Kind.TOO_LARGE ? 0 : exchange.wireBytes();
      brokenSuccesses += exchange.success() && !exchange.whole() ? 1 : 0;
      Verdict verdict =
          brokenSuccesses == MAX_BROKEN_SUCCESSES ? Verdict.ACCEPTED : RetryRules.verdict(exchange);
      switch (verdict) {
        case RETRY, REFUSED_CREDENTIALS, MISDIRECTED -> {
          possibleDuplicate |= exchange.mayHaveArrived();
          state.delayed(exchange, verdict);
          report.failed(exchange, verdict, state.health().message());
          await(
              rules.backoff(
                  exchange, attempts, ThreadLocalRandom.current().nextDouble(), clock.instant()));
        }
        case ACCEPTED -> {
          report.end();
          Acceptance acceptance = accepted(exchange);
          int size = ResultItem.size(items);
          int rejected = (int) Math.max(0, Math.min(size, acceptance.rejected()));
          results.terminal(
              new SinkOutcome(
                  rejected == 0 ? ExportStatus.ACCEPTED : ExportStatus.PARTIAL,
                  exchange.status(),
                  attempts,
                  size,
                  rejected,
                  bytes,
                  possibleDuplicate,
                  acceptance.message(),
                  "",
                  request.shortened()));
          return;
        }
        case SPLIT, REJECTED -> {
          report.end();
          if (verdict == Verdict.REJECTED || !deliverHalves(signal, items, results)) {
            int size = ResultItem.size(items);
            results.terminal(
                new SinkOutcome(
                    ExportStatus.REJECTED,
                    exchange.status(),
                    attempts,
                    size,
                    size,
                    bytes,
                    possibleDuplicate,
                    said(state.rejected(exchange, verdict, size), exchange),
                    verdict == Verdict.SPLIT ? "size" : "",
                    request.shortened()));
          }
          return;
        }
      }
    }
  }

  /** Whether there are two halves, which then have been delivered one after the other. */
  private boolean deliverHalves(Signal signal, List<ResultItem> items, Results results)
      throws InterruptedException {
    List<ResultItem> parts = items.size() > 1 ? items : items.get(0).halves();
    if (parts.size() < 2) {
      return false;
    }
    int middle = parts.size() / 2;
    encodeAndDeliver(signal, parts.subList(0, middle), results);
    encodeAndDeliver(signal, parts.subList(middle, parts.size()), results);
    return true;
  }

  private Exchange exchange(OutgoingRequest request) throws InterruptedException {
    if (request.body().length > config.maxBatchBytes().bytes()) {
      return Exchange.tooLarge(request.body().length);
    }
    Exchange exchange = sender.send(request);
    boolean others = exchange.success() && !format.plausible(exchange.contentType().orElse(""));
    return others ? exchange.byOthers() : exchange;
  }

  private Acceptance accepted(Exchange exchange) {
    state.accepted();
    return exchange.whole()
        ? format.acceptance(exchange.body())
        : new Acceptance(0, exchange.problem());
  }

  /** The exporter's own words, followed by those of the destination. */
  private String said(String own, Exchange exchange) {
    String theirs = format.refusal(exchange.body());
    return theirs.isEmpty() ? own : own + ": " + theirs;
  }

  /** Where outcomes go: those that are final, and those that are not. */
  private record Results(List<SinkOutcome> outcomes, Consumer<SinkOutcome> delays) {
    void terminal(SinkOutcome outcome) {
      outcomes.add(outcome);
    }
  }

  private void await(Duration wait) throws InterruptedException {
    if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("sink " + name + " was closed");
    }
  }
}
