package io.dbintel.exporter.consume;

import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Items handed to a sink together, and where they stood. */
final class Delivery {

  private final Signal signal;
  private final List<ResultItem> items = new ArrayList<>();
  private final Map<TopicPartition, List<Long>> offsets = new HashMap<>();
  private int size;

  Delivery(Signal signal) {
    this.signal = signal;
  }

  void add(ResultItem item, TopicPartition partition, long offset) {
    items.add(item);
    offsets.computeIfAbsent(partition, p -> new ArrayList<>()).add(offset);
    size += item.size();
  }

  Signal signal() {
    return signal;
  }

  List<ResultItem> items() {
    return items;
  }

  Map<TopicPartition, List<Long>> offsets() {
    return offsets;
  }

  /** Log records or metric points. */
  int size() {
    return size;
  }
}
