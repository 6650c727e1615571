package io.dbintel.streams.operators.selection;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;

/**
 * How far the selection of a poll's named rows has come.
 *
 * @param read the poll
 * @param interval its interval
 * @param chunk position of its last chunk so far
 * @param minBucket lowest load bucket that passes
 * @param named rows named so far
 * @param histogram loads of the rows so far
 * @param folded rows summed so far and not emitted yet
 * @param remainder their sum
 */
record SelectionState(
    ReadId read,
    Interval interval,
    int chunk,
    int minBucket,
    int named,
    LoadHistogram histogram,
    long folded,
    StatementDelta remainder) {

  static SelectionState begin(AdmittedChunk chunk, int minBucket) {
    return new SelectionState(
        chunk.read(),
        chunk.interval(),
        chunk.header().chunk(),
        minBucket,
        0,
        LoadHistogram.empty(),
        0,
        StatementDelta.NONE);
  }

  SelectionState withoutRemainder() {
    return new SelectionState(
        read, interval, chunk, minBucket, named, histogram, 0, StatementDelta.NONE);
  }
}
