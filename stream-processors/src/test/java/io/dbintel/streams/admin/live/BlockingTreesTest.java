package io.dbintel.streams.admin.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BlockingTreesTest {

  @Test
  void thoseThatWaitStandBelowTheFirstTheyWaitForAndTheGreatestTreeIsFirst() {
    BlockingTrees trees =
        BlockingTrees.of(
            List.of(
                session("1"),
                session("2", "1"),
                session("5", "4"),
                session("3", "2", "4"),
                session("9")));
    assertThat(trees.trees()).extracting(BlockingTrees.Node::id).containsExactly("1", "4");
    assertThat(trees.trees().get(0).size()).isEqualTo(3);
    assertThat(trees.trees().get(1).session()).as("not in the tick").isNull();
    assertThat(trees.cycles()).isEmpty();
  }

  @Test
  void circleIsACycleAndInNoTree() {
    BlockingTrees trees =
        BlockingTrees.of(
            List.of(session("1", "2"), session("2", "3"), session("3", "1"), session("4", "1")));
    assertThat(trees.trees()).isEmpty();
    assertThat(trees.cycles()).containsExactly(List.of("1", "2", "3"));
    assertThat(BlockingTrees.of(List.of(session("1", "1"))).cycles()).containsExactly(List.of("1"));
  }

  /** Whoever waits for whom: it ends, and nobody stands twice. */
  @Property(tries = 500)
  void nobodyStandsTwice(
      @ForAll @Size(max = 40) List<@IntRange(min = -1, max = 40) Integer> blockers) {
    List<TickView.Session> sessions = new ArrayList<>();
    for (int i = 0; i < blockers.size(); i++) {
      int blocker = blockers.get(i);
      sessions.add(
          blocker < 0
              ? session(Integer.toString(i))
              : session(Integer.toString(i), Integer.toString(blocker)));
    }
    BlockingTrees trees = BlockingTrees.of(sessions);
    List<String> seen = new ArrayList<>();
    trees.trees().forEach(tree -> collect(tree, seen));
    trees.cycles().forEach(seen::addAll);
    assertThat(seen).doesNotHaveDuplicates();
  }

  private static void collect(BlockingTrees.Node node, List<String> seen) {
    seen.add(node.id());
    node.blocks().forEach(blocked -> collect(blocked, seen));
  }

  private static TickView.Session session(String id, String... blockers) {
    return new TickView.Session(
        id, null, null, null, null, null, null, null, null, -1, List.of(blockers));
  }
}
