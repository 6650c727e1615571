package io.dbintel.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

  private static final long START = 1_760_000_000_000_000L;

  private final AvroSerializer<SpecificRecord> serializer =
      new AvroSerializer<>(new BundledSchemaRegistry());

  @Test
  void sameSeedGivesTheSameBytes() {
    assertThat(load(7)).isEqualTo(load(7)).isNotEqualTo(load(8));
  }

  private List<Integer> load(long seed) {
    List<Integer> hashes = new ArrayList<>();
    LoadGenerator generator =
        new LoadGenerator(LoadShape.of(3, 5_000, LoadMix.DEFAULT, seed), START);
    generator.baseline(event -> hashes.add(hash(event)));
    generator.rows(5_000, event -> hashes.add(hash(event)));
    return hashes;
  }

  private int hash(LoadEvent event) {
    return Arrays.hashCode(serializer.serialize("raw", RawRecords.of(event)));
  }

  @Test
  void rowsAreCountedAndChunksAreBoundedAndAscending() {
    LoadGenerator generator = new LoadGenerator(LoadShape.of(2, 20_000, LoadMix.DEFAULT, 1), START);
    List<LoadEvent.Chunk> chunks = new ArrayList<>();
    long rows =
        generator.baseline(event -> keep(event, chunks))
            + generator.rows(20_000, event -> keep(event, chunks));

    assertThat(chunks.stream().mapToLong(chunk -> chunk.statements().length).sum()).isEqualTo(rows);
    assertThat(chunks)
        .allSatisfy(
            chunk -> {
              assertThat(chunk.statements())
                  .hasSizeBetween(1, LoadGenerator.ROWS_PER_CHUNK)
                  .isSorted();
              assertThat(chunk.next() < 0).isEqualTo(chunk.chunk() == chunk.chunks() - 1);
            });
    assertThat(chunks.stream().filter(chunk -> !chunk.full() && chunk.allCounters())).isNotEmpty();
  }

  private static void keep(LoadEvent event, List<LoadEvent.Chunk> chunks) {
    if (event instanceof LoadEvent.Chunk chunk) {
      chunks.add(chunk);
    }
  }

  @Test
  void roundOfPollsHasAboutTheExpectedRows() {
    LoadShape shape = LoadShape.of(20, 400_000, LoadMix.DEFAULT, 3);
    double expected = 20 * new ZipfSampler(shape.statements()).expectedDistinct(shape.executions());
    LoadGenerator generator = new LoadGenerator(shape, START);
    long rows = 0;
    for (int instance = 0; instance < 20; instance++) {
      rows += generator.nextPoll(START, 1_000_000, event -> {});
    }
    assertThat((double) rows).isBetween(expected * 0.95, expected * 1.05);
  }

  @Test
  void bulkEndsBeforeItsExpectedTime() {
    LoadShape shape = LoadShape.of(10, 100_000, LoadMix.DEFAULT, 3);
    LoadGenerator generator = new LoadGenerator(shape, START);
    long[] last = {0};
    generator.baseline(event -> last[0] = event.time());
    generator.rows(shape.warmUpRows(), event -> last[0] = event.time());
    generator.rows(shape.rows(), event -> last[0] = event.time());
    assertThat(last[0]).isBetween(START, START + shape.bulkMicros());
  }

  @Test
  void identifiersAscendWithTheStatement() {
    SimulatedServer server = new SimulatedServer(1, 1_000, new ZipfSampler(1_000), 5);
    for (int statement = 1; statement < 1_000; statement++) {
      int order = Integer.compare(server.database(statement - 1), server.database(statement));
      if (order == 0) {
        order = Long.compareUnsigned(server.queryId(statement - 1), server.queryId(statement));
      }
      assertThat(order).as("statement %d", statement).isNegative();
    }
  }

  @Test
  void countersNeverFall() {
    SimulatedServer server = new SimulatedServer(1, 200, new ZipfSampler(200), 5);
    for (int statement = 0; statement < 200; statement++) {
      assertThat(server.text(statement).length()).isBetween(150, 700);
      for (int counter = 0; counter < SimulatedServer.COUNTERS.size(); counter++) {
        long before = server.counter(statement, counter);
        server.execute(5);
        assertThat(server.counter(statement, counter)).isGreaterThanOrEqualTo(before);
      }
    }
  }
}
