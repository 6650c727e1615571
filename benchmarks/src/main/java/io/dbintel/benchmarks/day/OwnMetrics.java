package io.dbintel.benchmarks.day;

import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.Set;
import java.util.TreeSet;

/** Which series the processors' own metrics have by now; not what they count. One thread. */
final class OwnMetrics implements OperatorCounts {
  private final Set<String> series = new TreeSet<>();

  /** How many there are. */
  int size() {
    return series.size();
  }

  @Override
  public void in(String operator, long count) {
    series.add("in " + operator);
  }

  @Override
  public void out(String operator, long count) {
    series.add("out " + operator);
  }

  @Override
  public void held(String operator, String reason, long count) {
    series.add("held " + operator + " " + reason);
  }

  @Override
  public void decided(String operator, String kind, long count) {
    series.add("decided " + operator + " " + kind);
  }

  @Override
  public void applied(String instance, long readEnd) {
    series.add("freshness " + instance);
  }

  @Override
  public void released(String instance) {
    series.remove("freshness " + instance);
  }
}
