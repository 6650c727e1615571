package io.dbintel.streams.processors;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.model.Increments;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operator.TenantOperator;
import io.dbintel.streams.operator.TenantTurn;
import io.dbintel.streams.runtime.AllPartitions;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class TenantProcessorTest {
  private final MockProcessorContext<String, Object> context = new MockProcessorContext<>();
  private final KeyValueStore<String, byte[]> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(TenantProcessor.TENANTS),
              Serdes.String(),
              Serdes.ByteArray())
          .withLoggingDisabled()
          .build();

  /** Counts records; at three it orders a full poll, reports, and begins again. */
  private static final class EveryThird implements TenantOperator<TenantUsage, Long> {
    @Override
    public String name() {
      return "every-third";
    }

    @Override
    public PartCodec<Long> part() {
      return new PartCodec<>() {
        @Override
        public int id() {
          return 99;
        }

        @Override
        public int version() {
          return 1;
        }

        @Override
        public void write(Long state, StateWriter out) {
          out.writeUnsigned(state);
        }

        @Override
        public Long read(StateReader in, int version) {
          return in.readUnsigned();
        }
      };
    }

    @Override
    public Long decide(Long prior, TenantTurn<TenantUsage> turn) {
      long sum = (prior == null ? 0 : prior) + turn.record().getRawRecords();
      if (sum < 3) {
        return sum;
      }
      turn.send(new Command("c", CommandKind.FULL_POLL, "every-third", 0L, Map.of()));
      turn.emit(new Insight.TenantUsage(turn.tenant(), 1, 0, sum, 0, 0));
      return null;
    }
  }

  @Test
  void remembersATenantAndForwardsInsightsAndCommands() {
    TenantProcessor<TenantUsage> processor = processor("commands");
    processor.process(usage("acme", 2));
    processor.process(usage("zenith", 2));
    assertThat(context.forwarded()).isEmpty();
    assertThat(store.get("acme")).isNotNull();

    processor.process(usage("acme", 1));

    assertThat(context.forwarded("results")).hasSize(1);
    assertThat(context.forwarded("commands"))
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.record().key()).isEqualTo("acme");
              assertThat(sent.record().timestamp()).isEqualTo(5);
              assertThat(sent.record().value()).isInstanceOf(Command.class);
            });
    assertThat(store.get("acme")).isNull();
    assertThat(store.get("zenith")).isNotNull();
  }

  @Test
  void writesNoCommandsInAReplay() {
    TenantProcessor<TenantUsage> processor = processor(null);
    processor.process(usage("acme", 5));
    assertThat(context.forwarded()).hasSize(1);
    assertThat(context.forwarded("results")).hasSize(1);
  }

  @Test
  void commandsGoToEveryPartition() {
    Set<Integer> partitions =
        new AllPartitions<Command>().partitions("dbintel.raw", "acme", null, 48).orElseThrow();
    assertThat(partitions)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 48).boxed().toList());
  }

  private TenantProcessor<TenantUsage> processor(String commands) {
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    TenantProcessor<TenantUsage> processor =
        new TenantProcessor<>(
            TenantProcessor.TENANTS,
            List.of(new EveryThird()),
            OperatorCounts.NONE,
            3,
            "results",
            commands);
    processor.init(context);
    return processor;
  }

  private static Record<String, TenantUsage> usage(String tenant, long records) {
    TenantUsage usage = Increments.usage(tenant + "/orders", 0, records, 0, 0);
    return new Record<>(tenant, usage, 5);
  }
}
