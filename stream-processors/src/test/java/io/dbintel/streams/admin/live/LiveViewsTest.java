package io.dbintel.streams.admin.live;

import static io.dbintel.streams.operators.Polls.poll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.admin.live.PollView.Work;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedReader;
import io.dbintel.streams.operator.KeyedState;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.processors.TurnViewer;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.statements.StatementRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LiveViewsTest {
  private static final Interval INTERVAL = new Interval(1_000_000, 2_000_000);

  private final AtomicLong time = new AtomicLong(1);
  private final LiveViews live =
      new LiveViews(3, () -> Instant.ofEpochMilli(time.getAndIncrement()));
  private final TurnViewer.Partition partition = live.open(0);

  /** What is shown is the heaviest, and with the rest it is all that grew. */
  @Property(tries = 200)
  void statementsAndTheRestAreAllThatGrew(
      @ForAll @Size(max = 150) List<@IntRange(max = 1_000) Integer> loads,
      @ForAll @IntRange(min = 1, max = 5) int named) {
    Polls chunk = poll("a", 1);
    long calls = 0;
    for (int job = 0; job < loads.size(); job++) {
      chunk.row(job, 0, 2, loads.get(job));
      calls += 2;
    }
    InstanceTurn turn = turn(Verified.INSTANCE, chunk);
    List<Long> namedLoads = emit(turn, named);
    partition.take(turn);

    PollView view = live.look(Verified.INSTANCE).poll();
    assertThat(view.sum().nanos()).isEqualTo(loads.stream().mapToLong(Integer::longValue).sum());
    assertThat(view.sum().calls()).isEqualTo(calls);
    assertThat(view.all()).isEqualTo(loads.size());
    namedLoads.sort(Collections.reverseOrder());
    assertThat(view.statements())
        .extracting(statement -> statement.work().nanos())
        .containsExactlyElementsOf(
            namedLoads.subList(0, Math.min(PollView.MAX_STATEMENTS, namedLoads.size())));
    Work rest = view.sum();
    for (PollView.Statement statement : view.statements()) {
      rest = rest.minus(statement.work());
    }
    assertThat(rest.nanos()).isNotNegative();
    assertThat(rest.calls()).isNotNegative();
  }

  @Test
  void pollIsShownWhenItIsCompleteAndNeverPartOfOne() {
    partition.take(named(turn(Verified.INSTANCE, poll("a", 1).row(1, 0, 1, 5))));
    PollView first = live.look(Verified.INSTANCE).poll();
    partition.take(named(turn(Verified.INSTANCE, poll("a", 2).row(1, 0, 1, 7).chunk(0, 2))));
    assertThat(live.look(Verified.INSTANCE).poll()).isSameAs(first);
    partition.take(named(turn(Verified.INSTANCE, poll("a", 2).row(2, 0, 1, 9).chunk(1, 2))));
    assertThat(live.look(Verified.INSTANCE).poll().sum()).isEqualTo(new Work(2, 0, 16));
    partition.take(named(turn(Verified.INSTANCE, poll("a", 3).row(1, 0, 1, 7).chunk(0, 2))));
    partition.take(named(turn(Verified.INSTANCE, poll("a", 4).row(1, 0, 1, 3))));
    assertThat(live.look(Verified.INSTANCE).poll().sum())
        .as("the poll before was never complete")
        .isEqualTo(new Work(1, 0, 3));
  }

  @Test
  void instancesAreBoundedAndThoseSomebodyLookedAtStay() {
    for (String instance : List.of("acme/a", "acme/b", "acme/c", "acme/d")) {
      partition.take(named(turn(instance, poll("a", 1).row(1, 0, 1, 5))));
    }
    assertThat(live.size()).isEqualTo(3);
    assertThat(live.glance("acme/d")).isEmpty();
    live.look("acme/a");
    live.look("acme/b");
    assertThat(live.look("acme/d").poll()).as("seen from now on").isNull();
    assertThat(live.glance("acme/c")).as("nobody looked at it").isEmpty();
    partition.take(named(turn("acme/c", poll("a", 2).row(1, 0, 1, 5))));
    partition.take(named(turn("acme/d", poll("a", 2).row(1, 0, 1, 5))));
    assertThat(live.look("acme/d").poll()).isNotNull();
    assertThat(live.size()).isEqualTo(3);
  }

  @Test
  void whatWasSeenGoesAwayWithThePartitionAndWithAForget() {
    TurnViewer.Partition other = live.open(1);
    partition.take(named(turn("acme/a", poll("a", 1).row(1, 0, 1, 5))));
    other.take(named(turn("acme/b", poll("a", 1).row(1, 0, 1, 5))));
    partition.close();
    assertThat(live.glance("acme/a")).isEmpty();
    assertThat(live.glance("acme/b")).isPresent();

    InstanceTurn forget =
        new InstanceTurn("acme/b", 1, Verified.order(CommandKind.FORGET, "id"), nothing());
    forget.forget();
    other.take(forget);
    assertThat(live.glance("acme/b")).isEmpty();
  }

  @Test
  void tickShowsThoseThatWaitAndAreWaitedForBeforeOthers() {
    List<SessionSnapshot> sessions = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      sessions.add(session(Integer.toString(i), List.of()));
    }
    sessions.add(session("waits", List.of("400")));
    VerifiedRecord.Sessions tick =
        new VerifiedRecord.Sessions(
            10, Verified.SOURCE, new ReadId("a", 1), 0, 1, 1_000, 7, sessions, Map.of());
    InstanceTurn turn = Verified.turn(tick);
    partition.take(turn);
    assertThat(live.look(Verified.INSTANCE).tick()).as("not admitted").isNull();
    turn.admit(tick);
    partition.take(turn);
    TickView view = live.look(Verified.INSTANCE).tick();
    assertThat(view.all()).isEqualTo(501);
    assertThat(view.sessions())
        .hasSize(TickView.MAX_SESSIONS)
        .extracting(TickView.Session::id)
        .contains("400", "waits");
  }

  @Test
  void hoursThatEndedAreKeptForADay() {
    for (int hour = 0; hour < 30; hour++) {
      InstanceTurn turn = turn(Verified.INSTANCE, poll("a", hour));
      turn.emit(new Insight.Ledger(Verified.SOURCE, hour, new TreeMap<>(), 1));
      partition.take(turn);
    }
    assertThat(live.look(Verified.INSTANCE).endedHours())
        .hasSize(23)
        .first()
        .extracting(Insight.Ledger::hour)
        .isEqualTo(29L);
  }

  private static InstanceTurn named(InstanceTurn turn) {
    emit(turn, 1);
    return turn;
  }

  /** Names one row of so many, and sums the others; returns the loads of the named. */
  private static List<Long> emit(InstanceTurn turn, int oneOf) {
    VerifiedRecord.Statements record = (VerifiedRecord.Statements) turn.record();
    List<Long> loads = new ArrayList<>();
    StatementDelta rest = StatementDelta.NONE;
    int folded = 0;
    for (int i = 0; i < record.rows().size(); i++) {
      StatementRow row = record.rows().get(i);
      StatementDelta delta = new StatementDelta(record.counters(), row.values(), 0);
      if (i % oneOf == 0) {
        loads.add(delta.sum(Polls.ELAPSED));
        turn.emit(
            new Insight.NamedStatement(
                Verified.SOURCE,
                record.header().read(),
                row.key(),
                row.queryId(),
                false,
                delta,
                INTERVAL,
                null,
                null,
                Verified.text("SELECT 1"),
                1));
      } else {
        rest = rest.plus(delta);
        folded++;
      }
    }
    turn.emit(
        new Insight.Remainder(
            Verified.SOURCE, record.header().read(), 0, null, folded, rest, INTERVAL));
    return loads;
  }

  private static InstanceTurn turn(String instance, Polls poll) {
    VerifiedRecord.Statements record = poll.record();
    InstanceTurn turn = new InstanceTurn(instance, 1, record, nothing());
    turn.admit(new AdmittedChunk(record.header(), 1, true, false, 0, INTERVAL, false));
    return turn;
  }

  private static SessionSnapshot session(String id, List<String> blockers) {
    SessionSnapshot like = Verified.session(null, blockers);
    return new SessionSnapshot(
        id,
        1,
        like.database(),
        like.user(),
        like.applicationName(),
        like.clientAddress(),
        like.clientPort(),
        like.clientHostname(),
        like.sessionType(),
        like.state(),
        true,
        like.waitEventType(),
        like.waitEvent(),
        like.queryId(),
        like.text(),
        like.queryStart(),
        like.transactionStart(),
        like.stateChange(),
        like.transactionId(),
        blockers,
        like.commentTags());
  }

  private static KeyedReader nothing() {
    return new KeyedReader() {
      @Override
      public <K, S> S read(KeyedState<K, S> state, K key) {
        return null;
      }
    };
  }
}
