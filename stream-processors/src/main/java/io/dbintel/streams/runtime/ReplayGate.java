package io.dbintel.streams.runtime;

import io.dbintel.schemas.topic.TopicCatalogue;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer that ends: of each partition of the raw topic it hands on what stands before a given
 * offset, no faster than a given pace, and pauses the partition there. Used by one stream thread,
 * as every consumer is.
 */
public final class ReplayGate implements InvocationHandler {
  private final Consumer<byte[], byte[]> consumer;
  private final Map<Integer, Long> ends;
  private final ReadPace pace;
  private final Set<TopicPartition> finished = new HashSet<>();

  private ReplayGate(Consumer<byte[], byte[]> consumer, Map<Integer, Long> ends, ReadPace pace) {
    this.consumer = consumer;
    this.ends = ends;
    this.pace = pace;
  }

  /**
   * The consumer behind such a gate.
   *
   * @param ends by partition, the first offset that is not handed on; 0 for one that is not there
   */
  @SuppressWarnings("unchecked")
  public static Consumer<byte[], byte[]> before(
      Consumer<byte[], byte[]> consumer, Map<Integer, Long> ends, ReadPace pace) {
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(
            ReplayGate.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            new ReplayGate(consumer, Map.copyOf(ends), pace));
  }

  @Override
  @SuppressWarnings("unchecked")
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "poll" -> {
        return poll((Duration) arguments[0]);
      }
      case "resume" -> {
        List<TopicPartition> open = new ArrayList<>((Collection<TopicPartition>) arguments[0]);
        open.removeAll(finished);
        consumer.resume(open);
        return null;
      }
      // the caller goes back to a record whose schema it waits for: that may be before the end
      case "seek" -> finished.remove((TopicPartition) arguments[0]);
      default -> {
        // as it is
      }
    }
    try {
      return method.invoke(consumer, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    finished.retainAll(consumer.assignment());
    ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> passed = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(records.nextOffsets());
    int count = 0;
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> all = records.records(partition);
      int cut = cut(partition, all);
      if (cut < all.size()) {
        ConsumerRecord<byte[], byte[]> first = all.get(cut);
        OffsetAndMetadata place = new OffsetAndMetadata(first.offset(), first.leaderEpoch(), "");
        next.put(partition, place);
        consumer.seek(partition, place);
        consumer.pause(List.of(partition));
        finished.add(partition);
      }
      if (cut > 0) {
        passed.put(partition, all.subList(0, cut));
        count += cut;
      }
    }
    pace.take(count);
    return new ConsumerRecords<>(passed, next);
  }

  /** How many of the records stand before the partition's end. */
  private int cut(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    if (!partition.topic().equals(TopicCatalogue.RAW.name())) {
      return records.size();
    }
    long end = ends.getOrDefault(partition.partition(), 0L);
    int count = records.size();
    while (count > 0 && records.get(count - 1).offset() >= end) {
      count--;
    }
    return count;
  }
}
