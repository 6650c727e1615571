package io.dbintel.streams.operators.sampler;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.records.VerifiedRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Has one rate hold in place of those of the rules, as a person ordered, until a time of the
 * instance clock or until the person ends it. What is kept whatever rules say is kept under it too,
 * and no more is kept than there are slots and decisions for.
 */
public final class SamplerOverride implements InstanceOperator<OverrideState> {
  /** Arguments of the order: a share, 0 to 1. */
  public static final String RATE = "rate";

  /** When it ends, ISO 8601, UTC. */
  public static final String EXPIRES_AT = "expires_at";

  /** Present when it ends with the order. */
  public static final String END = "end";

  /** Why. */
  public static final String REASON = "reason";

  /** No override holds longer than this after the time at which it took effect. */
  public static final Duration LONGEST = Duration.ofHours(24);

  /** Why a row or session was kept or held. */
  static final String OVERRIDE = "override";

  private static final String NAME = "sampler-override";
  private static final int MAX_TEXT = 200;
  private static final PartCodec<OverrideState> PART = new OverrideStateCodec();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PartCodec<OverrideState> part() {
    return PART;
  }

  @Override
  public OverrideState decide(OverrideState prior, InstanceTurn turn) {
    OverrideState next = prior;
    VerifiedRecord.Order order = turn.command();
    if (order != null && order.kind() == CommandKind.SAMPLER_OVERRIDE) {
      next = obey(order, prior, turn);
    }
    if (next != null && !next.holdsAt(turn.clock())) {
      turn.decisions().count(NAME, "expired", 1);
      return null;
    }
    if (next != null) {
      turn.samplingOverride(next.rate());
    }
    return next;
  }

  private static OverrideState obey(
      VerifiedRecord.Order order, OverrideState prior, InstanceTurn turn) {
    if (order.arguments().containsKey(END)) {
      turn.decisions().count(NAME, "ended", 1);
      return null;
    }
    Optional<OverrideState> wanted = read(order, turn);
    if (wanted.isEmpty()) {
      turn.hold("invalid_override");
      return prior;
    }
    turn.decisions().count(NAME, "set", 1);
    return wanted.get();
  }

  /**
   * Checks the arguments of an order.
   *
   * @throws IllegalArgumentException that says what was found and what was expected
   */
  public static void check(Map<String, String> arguments) {
    if (arguments.containsKey(END)) {
      return;
    }
    String rate = arguments.getOrDefault(RATE, "");
    String expiresAt = arguments.getOrDefault(EXPIRES_AT, "");
    try {
      rate(rate);
      expiresAt(expiresAt);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "a sampler override with rate '"
              + rate
              + "' and expires_at '"
              + expiresAt
              + "'; expected a rate from 0 to 1 and a time such as 2026-01-31T12:00:00Z, or the"
              + " argument end=true to end it",
          e);
    }
  }

  private static double rate(String text) {
    double rate = Double.parseDouble(text);
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("not a share");
    }
    return rate;
  }

  private static long expiresAt(String text) {
    return Instant.parse(text).toEpochMilli();
  }

  /**
   * What the order asks for; empty when it cannot be understood. It holds for as long as it was
   * ordered for, however far the clock of the instance is from that of whoever ordered.
   */
  private static Optional<OverrideState> read(VerifiedRecord.Order order, InstanceTurn turn) {
    try {
      double rate = rate(argument(order, RATE));
      long life = Math.subtractExact(expiresAt(argument(order, EXPIRES_AT)), turn.timestamp());
      long bounded = Math.max(0, Math.min(life, LONGEST.toMillis()));
      CleanText reason = order.arguments().get(REASON);
      return Optional.of(
          new OverrideState(
              rate,
              turn.clock() + bounded,
              order.author().atMost(MAX_TEXT),
              reason == null ? null : reason.atMost(MAX_TEXT)));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static String argument(VerifiedRecord.Order order, String name) {
    CleanText value = order.arguments().get(name);
    return value == null ? "" : value.toString();
  }

  /** The override that is remembered of an instance; empty for none. */
  public static Optional<OverrideState> of(SectionedState instance) {
    return Optional.ofNullable(instance.get(PART));
  }
}
