package io.dbintel.quickstart.view;

import io.dbintel.quickstart.view.ControlSnapshot.Happening;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The last things that happened, in the order of their times. */
final class Happenings {

  private static final int KEPT = 8;

  private final PriorityQueue<Happening> last =
      new PriorityQueue<>(Comparator.comparingLong(Happening::millis));

  void add(long millis, String text) {
    last.add(new Happening(millis, text));
    if (last.size() > KEPT) {
      last.remove();
    }
  }

  /** The oldest first. */
  List<Happening> recent() {
    return last.stream().sorted(Comparator.comparingLong(Happening::millis)).toList();
  }
}
