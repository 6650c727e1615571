package io.dbintel.streams.operator;

import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.records.StatementText;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.statements.StatementRow;
import java.util.function.Function;

/**
 * One statement row's way through the {@link StatementOperator}s. One object serves all rows of a
 * chunk in turn. Not thread-safe.
 *
 * <p>An operator may <em>skip</em> a row that has no growth to speak of. Whether a row with growth
 * leaves under its own name ({@link #name}) or is added to the remainder ({@link #fold}) is another
 * decision, made by one operator; a row that nobody names is folded. Cost control, which decides
 * after that one, may take the name of a row back ({@link #withhold}).
 */
public final class StatementTurn {
  private final InstanceTurn instance;
  private final VerifiedRecord.Statements record;
  private final StatementCatalogue catalogue;
  private final Function<StatementRow, StatementText> texts;
  private StatementRow row;
  private StatementDelta delta;
  private StatementText text;
  private boolean textRead;
  private boolean isNamed;
  private double weight;
  private String skipped;
  private String folded;

  /**
   * Begins the turns of a chunk's rows.
   *
   * @param instance turn of the chunk's record, in which the chunk was admitted
   * @param record the chunk
   * @param texts finds the text of a row; null for one that is not known
   */
  public StatementTurn(
      InstanceTurn instance,
      VerifiedRecord.Statements record,
      Function<StatementRow, StatementText> texts) {
    this.instance = instance;
    this.record = record;
    this.catalogue = record.source().catalogue().statements().orElseThrow();
    this.texts = texts;
  }

  /** Begins the turn of the next row. */
  public void begin(StatementRow next) {
    row = next;
    delta = null;
    text = null;
    textRead = false;
    isNamed = false;
    skipped = null;
    folded = null;
  }

  /** The turn of the chunk's record: instance, clock, selection, control requests. */
  public InstanceTurn instance() {
    return instance;
  }

  /** The chunk that the row is in. */
  public VerifiedRecord.Statements record() {
    return record;
  }

  /** The statement counters of the chunk's system. */
  public StatementCatalogue catalogue() {
    return catalogue;
  }

  /** How the chunk's rows are to be read. */
  public AdmittedChunk chunk() {
    return instance.chunk();
  }

  /** The row as read. */
  public StatementRow row() {
    return row;
  }

  /** Text of the statement, read from its store when first asked for; null when not known. */
  public StatementText text() {
    if (!textRead) {
      text = texts.apply(row);
      textRead = true;
    }
    return text;
  }

  /** How much the row grew; null until the counter deltas are known, and where there are none. */
  public StatementDelta delta() {
    return delta;
  }

  /** Sets how much the row grew. */
  public void delta(StatementDelta growth) {
    delta = growth;
  }

  /** Emits an insight. */
  public void emit(Insight insight) {
    instance.emit(insight);
  }

  /**
   * Says that the row has no growth to speak of: it is neither named nor added to the remainder.
   */
  public void skip(String reason) {
    skipped = reason;
  }

  /** Why the row was skipped; null when it was not. */
  public String skipped() {
    return skipped;
  }

  /** Lets the row leave under its own name. */
  public void name() {
    name(1);
  }

  /**
   * Lets the row leave under its own name.
   *
   * @param stands how many rows like it the row stands for, itself included
   */
  public void name(double stands) {
    isNamed = true;
    weight = stands;
  }

  /** How many rows like it a named row stands for. */
  public double weight() {
    return weight;
  }

  /** Adds the row to the remainder, for the reason. */
  public void fold(String reason) {
    folded = reason;
  }

  /** Whether the row leaves under its own name. */
  public boolean isNamed() {
    return isNamed;
  }

  /** Takes the name of a row back: it is added to the remainder, for the reason. */
  public void withhold(String reason) {
    if (isNamed) {
      isNamed = false;
      folded = reason;
    }
  }

  /** Why the row was folded; null when it was not, or not yet. */
  public String folded() {
    return folded;
  }

  /** What became of the row. */
  public RowOutcome outcome() {
    if (skipped != null) {
      return new RowOutcome(null, false, skipped);
    }
    String reason = isNamed ? null : folded == null ? "not_named" : folded;
    return new RowOutcome(delta, isNamed, reason);
  }
}
