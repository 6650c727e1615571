package io.dbintel.exporter.consume;

import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Items of one tenant and signal that are handed to a sink together, with their offsets. */
final class Batch {

  /** What a batch has in common: an outcome is about one tenant. */
  record Key(Signal signal, String tenant) {}

  private final Key key;
  private final List<ResultItem> items = new ArrayList<>();
  private final Map<TopicPartition, List<Long>> offsets = new HashMap<>();
  private int size;

  Batch(Key key) {
    this.key = key;
  }

  void add(ResultItem item, TopicPartition partition, long offset) {
    items.add(item);
    offsets.computeIfAbsent(partition, p -> new ArrayList<>()).add(offset);
    size += item.size();
  }

  Signal signal() {
    return key.signal();
  }

  String tenant() {
    return key.tenant();
  }

  List<ResultItem> items() {
    return items;
  }

  Map<TopicPartition, List<Long>> offsets() {
    return offsets;
  }

  boolean touches(Collection<TopicPartition> partitions) {
    return !Collections.disjoint(offsets.keySet(), partitions);
  }

  /** Log records or metric points. */
  int size() {
    return size;
  }
}
