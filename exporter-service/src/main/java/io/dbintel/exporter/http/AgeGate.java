package io.dbintel.exporter.http;

import io.dbintel.exporter.config.AgeWindowConfig;
import io.dbintel.exporter.sink.ResultItem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Divides results by whether the destination accepts timestamps of their age. */
record AgeGate(List<ResultItem> inside, List<ResultItem> outside) {

  static AgeGate part(List<ResultItem> items, AgeWindowConfig window, Instant now) {
    long oldest = ChronoUnit.MICROS.between(Instant.EPOCH, now.minus(window.past()));
    long newest = ChronoUnit.MICROS.between(Instant.EPOCH, now.plus(window.future()));
    List<ResultItem> inside = new ArrayList<>(items.size());
    List<ResultItem> outside = new ArrayList<>();
    for (ResultItem item : items) {
      boolean accepted = item.timeMicros() >= oldest && item.timeMicros() <= newest;
      (accepted ? inside : outside).add(item);
    }
    return new AgeGate(inside, outside);
  }
}
