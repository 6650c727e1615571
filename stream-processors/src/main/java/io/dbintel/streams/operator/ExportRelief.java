package io.dbintel.streams.operator;

/**
 * What is withheld because destinations refuse too much; the reductions are those of cost control.
 *
 * @param rate because of rate limits: 1 thins session samples, 2 withholds them and the names of
 *     fast statements
 * @param cardinality because of cardinality: 1 adds points of single tables up, 2 withholds the
 *     names of fast statements too
 */
public record ExportRelief(int rate, int cardinality) {
  /** Withholds nothing. */
  public static final ExportRelief NONE = new ExportRelief(0, 0);

  /** Highest level of either. */
  public static final int MAX = 2;

  /** Whether fast statements become part of the remainder. */
  public boolean foldsFastStatements() {
    return rate == MAX || cardinality == MAX;
  }

  /** Whether points of single tables are added up. */
  public boolean sumsTables() {
    return cardinality > 0;
  }
}
