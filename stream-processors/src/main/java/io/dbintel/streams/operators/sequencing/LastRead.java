package io.dbintel.streams.operators.sequencing;

import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.statements.CounterEpoch;
import io.dbintel.streams.statements.PollHeader;

/**
 * What is remembered of the last applied poll. Times are µs of the database clock.
 *
 * @param read agent process and number
 * @param readStart when it began to read
 * @param readEnd when it had read
 * @param previousEnd when the poll applied before it had read; 0 when there was none
 * @param epoch the counters it read
 * @param timeline of the server; 0 when not known
 * @param role of the server
 * @param selection hash of what it could see
 * @param hiddenRows rows it could not identify
 */
record LastRead(
    ReadId read,
    long readStart,
    long readEnd,
    long previousEnd,
    CounterEpoch epoch,
    long timeline,
    ServerRole role,
    long selection,
    int hiddenRows) {

  static LastRead of(PollHeader header, long previousEnd) {
    return new LastRead(
        header.read(),
        header.readStart(),
        header.readEnd(),
        previousEnd,
        header.epoch(),
        header.timeline(),
        header.role(),
        header.selection(),
        header.hiddenRows());
  }
}
