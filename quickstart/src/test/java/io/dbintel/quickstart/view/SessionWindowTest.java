package io.dbintel.quickstart.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.quickstart.view.Snapshot.BlockingTree;
import io.dbintel.quickstart.view.Snapshot.WaitLine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionWindowTest {

  private final SessionWindow window = new SessionWindow(Duration.ofSeconds(1));

  @Test
  void averagesOverTicksWithoutSessionsToo() {
    window.add(Events.session(100, 1, "active", null, "{}"));
    window.add(Events.session(100, 2, "active", "IO:DataFileRead", "{}"));
    window.add(Events.session(101, 2, "active", "IO:DataFileRead", "{}"));
    window.add(Events.session(101, 3, "idle in transaction", "Client:ClientRead", "{}"));

    assertThat(window.waits(at(104)))
        .containsExactly(
            new WaitLine("IO:DataFileRead", 0.5),
            new WaitLine("CPU", 0.25),
            new WaitLine("idle in transaction", 0.25));
    assertThat(window.waits(at(120))).isEmpty();
  }

  @Test
  void putsThoseWhoWaitBelowThoseWhoBlock() {
    window.add(Events.session(100, 1, "idle in transaction", "Client:ClientRead", "{}"));
    window.add(Events.session(100, 2, "active", "Lock:transactionid", "{1}"));
    window.add(Events.session(100, 3, "active", "Lock:tuple", "{2,1}"));
    window.add(Events.session(100, 4, "active", "Lock:tuple", "{9}"));

    assertThat(window.blockers(at(101)))
        .satisfiesExactly(
            one -> {
              assertThat(one.pid()).isEqualTo(1);
              assertThat(one.doing()).isEqualTo("idle in transaction");
              assertThat(one.waiting()).extracting(BlockingTree::pid).containsExactly(2L, 3L);
              assertThat(one.waiting().get(0).doing()).isEqualTo("waits 1.5 s, Lock:transactionid");
            },
            gone -> {
              assertThat(gone.doing()).isEqualTo("not sampled");
              assertThat(gone.waiting()).extracting(BlockingTree::pid).containsExactly(4L);
            });
    assertThat(window.blockers(at(104))).isEmpty();
  }

  private static long at(long second) {
    return second * Events.SECOND;
  }
}
