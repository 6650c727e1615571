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
      encodeAndDeliver(signal, gate.inside(), outcomes);
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
  private void encodeAndDeliver(Signal signal, List<ResultItem> items, List<SinkOutcome> outcomes)
      throws InterruptedException {
    OutgoingRequest request;
    try {
      request = format.encode(signal, items);
    } catch (RuntimeException failure) {
      if (!deliverHalves(signal, items, outcomes)) {
        int size = ResultItem.size(items);
        String message = state.unencodable(failure, size);
        outcomes.add(new SinkOutcome(ExportStatus.REJECTED, 0, 0, size, size, 0, false, message));
      }
      return;
    }
    deliver(signal, items, request, outcomes);
  }

  private void deliver(
      Signal signal, List<ResultItem> items, OutgoingRequest request, List<SinkOutcome> outcomes)
      throws InterruptedException {
    int attempts = 0;
    int brokenSuccesses = 0;
    long bytes = 0;
    boolean possibleDuplicate = false;
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
          await(
              rules.backoff(
                  exchange, attempts, ThreadLocalRandom.current().nextDouble(), clock.instant()));
        }
        case ACCEPTED -> {
          outcomes.add(
              accepted(exchange, ResultItem.size(items), attempts, bytes, possibleDuplicate));
          return;
        }
        case SPLIT, REJECTED -> {
          if (verdict == Verdict.REJECTED || !deliverHalves(signal, items, outcomes)) {
            int size = ResultItem.size(items);
            outcomes.add(
                new SinkOutcome(
                    ExportStatus.REJECTED,
                    exchange.status(),
                    attempts,
                    size,
                    size,
                    bytes,
                    possibleDuplicate,
                    state.rejected(exchange, verdict, size)));
          }
          return;
        }
      }
    }
  }

  /** Whether there are two halves, which then have been delivered one after the other. */
  private boolean deliverHalves(Signal signal, List<ResultItem> items, List<SinkOutcome> outcomes)
      throws InterruptedException {
    List<ResultItem> parts = items.size() > 1 ? items : items.get(0).halves();
    if (parts.size() < 2) {
      return false;
    }
    int middle = parts.size() / 2;
    encodeAndDeliver(signal, parts.subList(0, middle), outcomes);
    encodeAndDeliver(signal, parts.subList(middle, parts.size()), outcomes);
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

  private SinkOutcome accepted(
      Exchange exchange, int size, int attempts, long bytes, boolean possibleDuplicate) {
    state.accepted();
    Acceptance acceptance =
        exchange.whole()
            ? format.acceptance(exchange.body())
            : new Acceptance(0, exchange.problem());
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

  private void await(Duration wait) throws InterruptedException {
    if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("sink " + name + " was closed");
    }
  }
}
