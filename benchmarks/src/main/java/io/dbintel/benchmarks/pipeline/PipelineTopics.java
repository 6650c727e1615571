package io.dbintel.benchmarks.pipeline;

import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicProvisioner;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The topics of the product and of the smaller topologies on the broker of a run. */
final class PipelineTopics implements AutoCloseable {

  private final Admin admin;

  PipelineTopics(String bootstrapServers) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  void create(int partitions) throws ExecutionException, InterruptedException {
    new TopicProvisioner(admin).createMissing(partitions, (short) 1);
    Map<String, String> settings = TopicCatalogue.RAW.settings();
    admin
        .createTopics(
            Stream.of(
                    MeasuredTopology.PASS_THROUGH.inputTopic(),
                    MeasuredTopology.PASSED_TOPIC,
                    MeasuredTopology.MINIMAL.inputTopic())
                .map(name -> new NewTopic(name, partitions, (short) 1).configs(settings))
                .toList())
        .all()
        .get();
  }

  /**
   * A load that the processors refuse is a fault of this benchmark.
   *
   * @throws IllegalStateException when there are dead letters
   */
  void requireNoDeadLetters() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, TopicCatalogue.DEAD_LETTERS.partitions())
            .mapToObj(number -> new TopicPartition(TopicCatalogue.DEAD_LETTERS.name(), number))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    long letters =
        admin.listOffsets(ends).all().get().values().stream().mapToLong(end -> end.offset()).sum();
    if (letters > 0) {
      throw new IllegalStateException(
          "topic "
              + TopicCatalogue.DEAD_LETTERS.name()
              + " holds "
              + letters
              + " records; expected none, so RawRecords makes records that are not valid");
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
