package io.dbintel.streams.operators.selection;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.statements.Interval;
import java.util.List;

/**
 * How far the selection of a poll's named rows has come.
 *
 * @param read the poll
 * @param interval its interval
 * @param chunk position of its last chunk so far
 * @param minBucket lowest load bucket that passes
 * @param named rows named so far
 * @param histogram loads of the rows so far
 * @param topToCome rows that are expected to pass yet
 * @param credit records that may be named beyond the target of an interval, thousandths
 * @param remainders what was summed so far and not emitted yet, by database
 */
record SelectionState(
    ReadId read,
    Interval interval,
    int chunk,
    int minBucket,
    int named,
    LoadHistogram histogram,
    int topToCome,
    long credit,
    List<DatabaseSum> remainders) {

  static SelectionState begin(AdmittedChunk chunk, int minBucket, int topToCome, long credit) {
    return new SelectionState(
        chunk.read(),
        chunk.interval(),
        chunk.header().chunk(),
        minBucket,
        0,
        LoadHistogram.empty(),
        topToCome,
        credit,
        List.of());
  }

  SelectionState withoutRemainders() {
    return new SelectionState(
        read, interval, chunk, minBucket, named, histogram, topToCome, credit, List.of());
  }
}
