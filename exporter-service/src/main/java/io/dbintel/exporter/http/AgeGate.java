package io.dbintel.exporter.http;

import io.dbintel.exporter.config.AgeWindowConfig;
import io.dbintel.exporter.sink.ResultItem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Divides results by whether the destination accepts timestamps of their age. Each point of a
 * metric is judged by itself; a record of several may end up on both sides.
 */
record AgeGate(List<ResultItem> inside, List<ResultItem> outside) {

  static AgeGate part(List<ResultItem> items, AgeWindowConfig window, Instant now) {
    long oldest = ChronoUnit.MICROS.between(Instant.EPOCH, now.minus(window.past()));
    long newest = ChronoUnit.MICROS.between(Instant.EPOCH, now.plus(window.future()));
    LongPredicate accepted = time -> time >= oldest && time <= newest;
    List<ResultItem> inside = new ArrayList<>(items.size());
    List<ResultItem> outside = new ArrayList<>();
    for (ResultItem item : items) {
      item.where(accepted).ifPresent(inside::add);
      item.where(accepted.negate()).ifPresent(outside::add);
    }
    return new AgeGate(inside, outside);
  }
}
