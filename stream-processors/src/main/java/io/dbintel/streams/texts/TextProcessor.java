package io.dbintel.streams.texts;

import io.dbintel.streams.findings.Finding;
import io.dbintel.streams.findings.KnownText;
import io.dbintel.streams.telemetry.OperatorCounts;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Owns the store of statement texts: remembers them, gives statements that pass by their text, and
 * forgets texts that no agent published for a while. All other findings pass untouched.
 */
public final class TextProcessor extends ContextualProcessor<String, Finding, String, Finding> {
  /** Store of the texts: hash of the instance id, dbid and queryid → text. */
  public static final String TEXTS = "texts";

  private static final String NAME = "texts";

  private final TextsConfig config;
  private final OperatorCounts counts;
  private KeyValueStore<Bytes, byte[]> store;

  /** Remembers as {@code config} says. */
  public TextProcessor(TextsConfig config, OperatorCounts counts) {
    this.config = config;
    this.counts = counts;
  }

  @Override
  public void init(ProcessorContext<String, Finding> context) {
    super.init(context);
    store = context.getStateStore(TEXTS);
  }

  @Override
  public void process(Record<String, Finding> record) {
    InstanceTexts texts = new InstanceTexts(store, record.key());
    Finding finding = record.value();
    if (finding instanceof Finding.TopQuery query) {
      counts.in(NAME, 1);
      KnownText text = texts.find(query.key().dbid(), query.key().queryid());
      counts.out(NAME, 1);
      context().forward(record.withValue(query.withText(text)));
    } else if (finding instanceof Finding.Texts published) {
      published.texts().forEach(text -> texts.remember(published.clock(), text));
    } else if (finding instanceof Finding.TextSweep sweep) {
      texts.sweep(config.sweepPerPoll(), sweep.clock() - config.unusedFor().toMillis());
    } else if (finding instanceof Finding.ForgetTexts) {
      texts.forget();
    } else {
      context().forward(record);
    }
  }
}
