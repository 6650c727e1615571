package io.dbintel.systemtests.exactness;

import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricPoll;

/** Which of the metric polls of an instance count: DESIGN, true read order. */
final class MetricOrder {

  private String incarnation = "";
  private long seq;
  private int part;
  private long readEnd;

  /** Takes the next record of the log; false when it is stale. */
  boolean admit(MetricPoll poll) {
    long start = poll.getGroups().stream().mapToLong(MetricGroup::getReadStart).min().orElse(0);
    long end = poll.getGroups().stream().mapToLong(MetricGroup::getReadEnd).max().orElse(0);
    boolean same = poll.getIncarnation().equals(incarnation);
    boolean next = poll.getSeq() > seq || (poll.getSeq() == seq && poll.getPart() > part);
    if (poll.getGroups().isEmpty() || (same ? !next : start <= readEnd)) {
      return false;
    }
    incarnation = poll.getIncarnation();
    seq = poll.getSeq();
    part = poll.getPart();
    readEnd = end;
    return true;
  }
}
