package io.dbintel.exporter.http;

import io.dbintel.exporter.http.RetryRules.Verdict;
import io.dbintel.runtime.health.Health;
import io.dbintel.runtime.log.ProblemLog;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What is known of a destination, as health and in the log: one line a problem, however many
 * batches meet it. Nothing that it says shows a credential, a path or a query. Thread-safe.
 */
final class DestinationState {

  private static final Logger LOG = LoggerFactory.getLogger(DestinationState.class);
  private static final int NOT_FOUND = 404;
  private static final int PROXY_AUTHENTICATION = 407;
  private static final String WAITING = " (results wait in Kafka)";

  private final String sink;
  private final RequestFormat format;
  private final long maxBatchBytes;
  private final String address;
  private final ProblemLog problems = new ProblemLog(LOG);
  private volatile Health health = Health.up();

  DestinationState(String sink, RequestFormat format, long maxBatchBytes) {
    this.sink = sink;
    this.format = format;
    this.maxBatchBytes = maxBatchBytes;
    this.address = RequestSender.shown(format.destination());
  }

  Health health() {
    return health;
  }

  /** Tells what has been counted of earlier problems. */
  void tellOverdue() {
    problems.tellOverdue();
  }

  void accepted() {
    if (health.status() != Health.Status.UP) {
      problems.report(
          Level.INFO, "accepted", "sink " + sink + ": " + address + " accepts results again");
    }
    health = Health.up();
  }

  /** Delivery goes on after a wait. */
  void delayed(Exchange exchange, Verdict verdict) {
    String problem = problem(exchange);
    health =
        switch (verdict) {
          case REFUSED_CREDENTIALS ->
              Health.down(problem + ": " + refusal(exchange.status()) + WAITING);
          case MISDIRECTED -> Health.down(problem + misdirection(exchange) + WAITING);
          default -> Health.degraded(problem + "; trying again" + WAITING);
        };
    problems.warn(kind(exchange), "sink " + sink + ": " + health.message());
  }

  /**
   * The results will not be sent again.
   *
   * @param size log records or metric points
   * @return why
   */
  String rejected(Exchange exchange, Verdict verdict, int size) {
    String message = verdict == Verdict.SPLIT ? tooLarge(exchange) : refused(exchange);
    report(kind(exchange), message, size);
    return message;
  }

  /**
   * The results cannot be put into a request, which is a fault of this program.
   *
   * @return why
   */
  String unencodable(RuntimeException failure, int size) {
    // only the class: the message of an unknown exception may contain data
    String message = "it cannot be put into a request: " + failure.getClass().getName();
    report("unencodable", message, size);
    return message;
  }

  private void report(String kind, String message, int size) {
    problems.warn(
        "rejected, " + kind, "sink " + sink + ": " + size + " results were rejected: " + message);
    health = Health.degraded(message);
  }

  private static String kind(Exchange exchange) {
    return exchange.kind() + " " + exchange.status() + (exchange.whole() ? "" : " broken off");
  }

  private String problem(Exchange exchange) {
    return exchange.problem().isEmpty()
        ? address + " answered HTTP " + exchange.status()
        : exchange.problem();
  }

  private String refusal(int status) {
    return status == PROXY_AUTHENTICATION
        ? "the proxy on the way refuses to pass it on, delivery pauses; check the proxy settings"
            + " of the JVM"
        : "the credentials are refused, delivery pauses; check sinks." + sink + ".headers";
  }

  private String misdirection(Exchange exchange) {
    String check = "delivery pauses; check " + setting();
    return exchange.kind() == Exchange.Kind.ANSWERED_BY_OTHERS
        ? " with a web page, which is no "
            + format.receiver()
            + ": a proxy or a login page may stand in between, "
            + check
        : ", a redirect to " + target(exchange.location()) + ": it is not followed, " + check;
  }

  /** Without path and query, which may hold a credential. */
  private String target(Optional<String> location) {
    try {
      URI target = format.destination().resolve(location.orElse(""));
      String shown = RequestSender.shown(target);
      return location.isEmpty()
          ? "nowhere (there is no Location)"
          : shown.equals(address) ? "another path of " + shown : shown;
    } catch (IllegalArgumentException noAddress) {
      return "what is no address";
    }
  }

  private String tooLarge(Exchange exchange) {
    return "one record of "
        + exchange.wireBytes()
        + " bytes is larger than sinks."
        + sink
        + ".delivery.maxBatchBytes ("
        + maxBatchBytes
        + ") or than the destination accepts";
  }

  private String refused(Exchange exchange) {
    String answered = address + " answered HTTP " + exchange.status();
    return exchange.status() == NOT_FOUND
        ? answered + ": there is no " + format.receiver() + "; check " + setting()
        : answered;
  }

  private String setting() {
    return "sinks." + sink + "." + format.addressSetting();
  }
}
