package io.dbintel.streams.model;

import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.streams.model.AgentModel.Sent;
import io.dbintel.streams.model.ServerModel.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the growth of every row must add up to, given the order in which chunks arrived: the rules
 * of the design, written down once more and without any code of the product, with what only the
 * model knows: which entry a row was read from.
 */
public final class ReadOracle {

  /** The reads of one entry that belong together: each is subtracted from the next. */
  private static final class Span {
    final int generation;
    final Entry entry;
    final boolean fromZero;
    final Long[] last = new Long[ServerModel.COUNTERS.size()];
    long selection;

    Span(int generation, Entry entry, boolean fromZero) {
      this.generation = generation;
      this.entry = entry;
      this.fromZero = fromZero;
    }
  }

  private final Map<Integer, Span> open = new HashMap<>();
  private final Map<Integer, long[]> sums = new HashMap<>();
  private final Map<Entry, long[]> ignored = new HashMap<>();
  private final Set<Integer> chunksOfFullPoll = new HashSet<>();
  private StatementPollChunk last;
  private int generation = 1;
  private boolean baselineDone;
  private boolean orderRestarts;
  private long clock;
  private long monitoredSince;

  /** A chunk arrives; true when it counts. */
  public boolean arrives(Sent sent) {
    StatementPollChunk chunk = sent.chunk();
    long timestamp = chunk.getReadEnd() / 1_000;
    clock = Math.max(clock, timestamp);
    boolean newest = timestamp == clock;
    if (orderRestarts && !isEarlierPoll(chunk) && (newest || !isStale(chunk))) {
      orderRestarts = false;
      generation++;
      beginBaseline(chunk);
    } else if (last != null && isStale(chunk)) {
      return false;
    } else {
      begin(chunk);
    }
    boolean samePoll = last != null && isSamePoll(chunk);
    if (!samePoll) {
      chunksOfFullPoll.clear();
    }
    for (int i = 0; i < sent.entries().size(); i++) {
      read(sent.entries().get(i), chunk, i);
    }
    if (chunk.getFull()) {
      closeMissing(sent);
      chunksOfFullPoll.add(chunk.getChunk());
      if (chunksOfFullPoll.size() == chunk.getChunks()) {
        baselineDone = true;
      }
    }
    last = chunk;
    return true;
  }

  /** The command of the same name: what is read next, by the clocks of the agents, is the base. */
  public void resetBaseline() {
    orderRestarts = last != null;
  }

  private boolean isEarlierPoll(StatementPollChunk chunk) {
    return chunk.getIncarnation().equals(last.getIncarnation()) && chunk.getSeq() < last.getSeq();
  }

  private boolean isStale(StatementPollChunk chunk) {
    return chunk.getIncarnation().equals(last.getIncarnation())
        ? chunk.getSeq() < last.getSeq()
        : chunk.getReadStart() <= last.getReadEnd();
  }

  private boolean isSamePoll(StatementPollChunk chunk) {
    return chunk.getIncarnation().equals(last.getIncarnation()) && chunk.getSeq() == last.getSeq();
  }

  private void begin(StatementPollChunk chunk) {
    if (last == null) {
      beginBaseline(chunk);
    } else if (isNewEpoch(chunk)) {
      Long since = chunk.getEpoch().getCountersSince();
      generation++;
      beginBaseline(chunk);
      boolean same = chunk.getEpoch().getServerId().equals(last.getEpoch().getServerId());
      baselineDone = same && since != null && since > last.getReadStart();
    } else if (chunk.getSelection() != last.getSelection()
        || chunk.getHiddenRows() < last.getHiddenRows()) {
      beginBaseline(chunk);
    }
  }

  /** Rows of which no earlier read counts are their own base, unless they began later than this. */
  private void beginBaseline(StatementPollChunk chunk) {
    baselineDone = false;
    monitoredSince = chunk.getReadStart();
    chunksOfFullPoll.clear();
  }

  private boolean isNewEpoch(StatementPollChunk chunk) {
    if (!chunk.getEpoch().getServerId().equals(last.getEpoch().getServerId())) {
      return true;
    }
    Long since = chunk.getEpoch().getCountersSince();
    if (since != null) {
      return !since.equals(last.getEpoch().getCountersSince());
    }
    return !Objects.equals(chunk.getTimeline(), last.getTimeline())
        || chunk.getRole() != last.getRole();
  }

  private void read(Entry entry, StatementPollChunk chunk, int index) {
    Span span = open.get(entry.row);
    if (span == null || span.generation != generation) {
      span = new Span(generation, entry, baselineDone || entry.since > monitoredSince);
    } else if (span.entry != entry) {
      span = new Span(generation, entry, true);
    }
    open.put(entry.row, span);
    span.selection = chunk.getSelection();
    long[] sum = sums.computeIfAbsent(entry.row, row -> new long[ServerModel.COUNTERS.size()]);
    for (int counter = 0; counter < chunk.getCounters().size(); counter++) {
      long now = chunk.getRows().get(index).getValues().get(counter);
      Long before =
          span.last[counter] == null && span.fromZero ? Long.valueOf(0) : span.last[counter];
      if (before == null) {
        ignored.computeIfAbsent(entry, unread -> new long[ServerModel.COUNTERS.size()])[counter] =
            now;
      } else {
        sum[counter] += now - before;
      }
      span.last[counter] = now;
    }
  }

  /** A row that a full poll does not show any more has left the view. */
  private void closeMissing(Sent sent) {
    Set<Integer> present = new HashSet<>();
    sent.entries().forEach(entry -> present.add(entry.row));
    open.entrySet()
        .removeIf(
            span ->
                sent.covers(span.getKey())
                    && !present.contains(span.getKey())
                    && span.getValue().selection == sent.chunk().getSelection());
  }

  /** The exact sum of a row's growth, by the position of the counter in the model. */
  public long expected(int row, int counter) {
    long[] sum = sums.get(row);
    return sum == null ? 0 : sum[counter];
  }

  /** What an entry had counted when it was first read as a base; 0 when it began from zero. */
  long base(Entry entry, int counter) {
    long[] base = ignored.get(entry);
    return base == null ? 0 : base[counter];
  }
}
