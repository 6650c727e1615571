package io.dbintel.benchmarks.pipeline;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** The minimum that a stateful topology does with a row: one get and one put of its value. */
final class StoreRows extends ContextualProcessor<String, byte[], Void, Void> {

  static final String STORE = "rows";

  private KeyValueStore<Bytes, byte[]> store;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    store = context.getStateStore(STORE);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    byte[] block = record.value();
    for (int row = 0; row < RowBlock.rows(block); row++) {
      Bytes key = Bytes.wrap(RowBlock.key(block, row));
      byte[] value = RowBlock.value(block, row);
      byte[] known = store.get(key);
      // depends on what is known, so that the read cannot be left out
      value[0] = known == null ? 0 : (byte) (known[0] + 1);
      store.put(key, value);
    }
  }
}
