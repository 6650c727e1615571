package io.dbintel.streams.admin.live;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.catalogue.CounterRole;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.streams.admin.live.PollView.Statement;
import io.dbintel.streams.admin.live.PollView.Work;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A statement poll of which not all chunks were seen. What it costs is by named row, some 50 ns,
 * and by sum of a remainder: other rows are not looked at.
 */
final class PollInProgress {
  private final ReadId read;
  private final Interval interval;
  private final long calls;
  private final long rows;
  private final long nanos;
  private final PriorityQueue<Candidate> top =
      new PriorityQueue<>(Comparator.comparingLong(Candidate::nanos));
  private long all;
  private long sumCalls;
  private long sumRows;
  private long sumNanos;

  /** A statement that may be among those with the most time. */
  private record Candidate(long nanos, Insight.NamedStatement statement) {}

  PollInProgress(InstanceTurn turn) {
    StatementCatalogue catalogue = turn.record().source().catalogue().statements().orElseThrow();
    this.read = turn.chunk().read();
    this.interval = turn.chunk().interval();
    this.calls = catalogue.maskOf(CounterRole.CALLS);
    this.rows = catalogue.maskOf(CounterRole.ROWS);
    this.nanos = catalogue.maskOf(CounterRole.EXEC_TIME);
  }

  boolean isOf(AdmittedChunk chunk) {
    return read.equals(chunk.read());
  }

  void add(List<Insight> insights) {
    for (Insight insight : insights) {
      if (insight instanceof Insight.NamedStatement named) {
        add(named);
      } else if (insight instanceof Insight.Remainder rest && rest.read().equals(read)) {
        count(rest.statements(), rest.sum(), rest.sum().sum(nanos));
      }
    }
  }

  private void add(Insight.NamedStatement named) {
    long spent = named.delta().sum(nanos);
    count(1, named.delta(), spent);
    if (top.size() < PollView.MAX_STATEMENTS) {
      top.add(new Candidate(spent, named));
    } else if (spent > top.peek().nanos()) {
      top.poll();
      top.add(new Candidate(spent, named));
    }
  }

  private void count(long statements, StatementDelta delta, long spent) {
    all += statements;
    sumCalls += delta.sum(calls);
    sumRows += delta.sum(rows);
    sumNanos += spent;
  }

  PollView view() {
    List<Statement> statements = new ArrayList<>(top.size());
    while (!top.isEmpty()) {
      statements.add(0, statement(top.poll().statement()));
    }
    return new PollView(
        interval, List.copyOf(statements), all, new Work(sumCalls, sumRows, sumNanos));
  }

  private Statement statement(Insight.NamedStatement named) {
    CleanText text = named.text() == null ? null : named.text().text();
    return new Statement(
        named.queryId(),
        text == null ? null : text.atMost(PollView.MAX_TEXT),
        named.database(),
        named.user(),
        new Work(named.delta().sum(calls), named.delta().sum(rows), named.delta().sum(nanos)),
        named.weight());
  }
}
