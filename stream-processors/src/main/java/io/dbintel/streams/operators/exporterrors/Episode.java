package io.dbintel.streams.operators.exporterrors;

/**
 * A time in which a sink refuses results for a reason.
 *
 * @param since when it began, ms since the Unix epoch
 * @param errors refused or reported since, those of the window in which it began included
 */
record Episode(long since, long errors) {

  Episode plus(long more) {
    return new Episode(since, errors + more);
  }
}
