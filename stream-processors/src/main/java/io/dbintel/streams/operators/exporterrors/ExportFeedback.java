package io.dbintel.streams.operators.exporterrors;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.operator.ExportRelief;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.concurrent.TimeUnit;

/**
 * Obeys the orders of {@link ExportErrors}: says what is withheld because destinations refuse too
 * much, and cost control's reductions do it. An order lapses after an hour of the instance clock
 * unless it is sent again, so that one that ends it and is missed withholds nothing for ever; also
 * when the clock was put back since. In shadow mode it only counts what it would do. Must come
 * before the operators that withhold.
 */
public final class ExportFeedback implements InstanceOperator<FeedbackOrder> {
  static final String RATE = "rate";
  static final String CARDINALITY = "cardinality";
  static final String ORDER = "order";

  private static final String NAME = "export-feedback";
  private static final PartCodec<FeedbackOrder> PART = new FeedbackOrderCodec();
  private static final long LASTS_MS = TimeUnit.HOURS.toMillis(1);

  private final boolean shadow;

  /** Obeys as {@code config} says. */
  public ExportFeedback(ExportErrorsConfig config) {
    this.shadow = config.shadow();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PartCodec<FeedbackOrder> part() {
    return PART;
  }

  /** An instance that is forgotten is refused no less. */
  @Override
  public boolean outlivesForget() {
    return true;
  }

  @Override
  public FeedbackOrder decide(FeedbackOrder prior, InstanceTurn turn) {
    FeedbackOrder order = prior;
    if (turn.command() != null && turn.command().kind() == CommandKind.EXPORT_FEEDBACK) {
      FeedbackOrder told = order(turn.command(), turn.clock() + LASTS_MS);
      if (told == null) {
        turn.hold("invalid_order");
      } else {
        order = told;
      }
    }
    if (order == null
        || turn.clock() >= order.until()
        || order.until() - turn.clock() > LASTS_MS
        || (order.rate() == 0 && order.cardinality() == 0)) {
      return null;
    }
    if (shadow) {
      turn.decisions().count(NAME, "shadow", 1);
    } else {
      turn.billing().relieve(new ExportRelief(order.rate(), order.cardinality()));
      turn.decisions().count(NAME, "reduced", 1);
    }
    return order;
  }

  /** What the arguments say; null when they are not those of an order. */
  private static FeedbackOrder order(VerifiedRecord.Order command, long until) {
    long rate = command.number(RATE);
    long cardinality = command.number(CARDINALITY);
    long number = command.number(ORDER);
    boolean valid =
        rate >= 0
            && rate <= ExportRelief.MAX
            && cardinality >= 0
            && cardinality <= ExportRelief.MAX
            && number >= 0;
    return valid ? new FeedbackOrder((int) rate, (int) cardinality, until) : null;
  }
}
