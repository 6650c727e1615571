package io.dbintel.streams.admin.live;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * What was seen last of one instance. One thread, that of the partition, makes the views; any may
 * read those that are complete, which never change.
 */
public final class LiveInstance {
  private static final int MAX_ENDED_HOURS = 23;

  private volatile Object owner;
  private volatile long lookedAt;
  private volatile String system;
  private volatile PollView poll;
  private volatile TickView tick;
  private volatile List<Insight.Ledger> endedHours = List.of();
  private PollInProgress pollInProgress;
  private TickInProgress tickInProgress;

  /** Database system, {@code db.system.name}; null when no record of it was seen. */
  public String system() {
    return system;
  }

  /** The last statement poll that is complete; null for none. */
  public PollView poll() {
    return poll;
  }

  /** The last session tick that is complete; null for none. */
  public TickView tick() {
    return tick;
  }

  /** Hours of the ledger that ended, the latest first. */
  public List<Insight.Ledger> endedHours() {
    return endedHours;
  }

  void lookedAt(long millis) {
    lookedAt = millis;
  }

  long lookedAt() {
    return lookedAt;
  }

  boolean isOf(Object other) {
    return owner == other;
  }

  void take(InstanceTurn turn, Object partition) {
    if (owner != partition) {
      owner = partition;
      pollInProgress = null;
      tickInProgress = null;
    }
    VerifiedRecord record = turn.record();
    if (record.source() != null && system == null) {
      system = record.source().system();
    }
    for (Insight insight : turn.insights()) {
      if (insight instanceof Insight.Ledger hour) {
        add(hour);
      }
    }
    if (turn.chunk() != null) {
      takeChunk(turn);
    } else if (turn.sessions() != null) {
      takeTick(turn.sessions());
    }
  }

  private void add(Insight.Ledger hour) {
    List<Insight.Ledger> next = new ArrayList<>();
    next.add(hour);
    next.addAll(endedHours.subList(0, Math.min(endedHours.size(), MAX_ENDED_HOURS - 1)));
    endedHours = List.copyOf(next);
  }

  private void takeChunk(InstanceTurn turn) {
    if (pollInProgress == null || !pollInProgress.isOf(turn.chunk())) {
      pollInProgress = new PollInProgress(turn);
    }
    pollInProgress.add(turn.insights());
    if (turn.chunk().last()) {
      poll = pollInProgress.view();
      pollInProgress = null;
    }
  }

  private void takeTick(VerifiedRecord.Sessions part) {
    if (tickInProgress == null || !tickInProgress.isOf(part)) {
      tickInProgress = new TickInProgress(part);
    }
    tickInProgress.add(part.sessions());
    if (part.part() == part.parts() - 1) {
      tick = tickInProgress.view();
      tickInProgress = null;
    }
  }
}
