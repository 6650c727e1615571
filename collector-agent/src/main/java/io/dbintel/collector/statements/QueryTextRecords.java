package io.dbintel.collector.statements;

import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the literals of texts and emits them in records of bounded size, and of no more than a
 * poll may carry. A text that cannot be normalised is left out: it must not take the others along.
 * One poll's.
 */
final class QueryTextRecords implements StatementSource.TextReceiver {

  private static final Logger LOG = LoggerFactory.getLogger(QueryTextRecords.class);
  private static final int MAX_TEXTS = 256;
  private static final int MAX_RECORD_CHARACTERS = 200_000;
  private static final int MAX_POLL_CHARACTERS = 2_000_000;

  private final QueryLanguage language;
  private final RecordSource source;
  private final Set<StatementKey> wanted;
  private final PollRun run;
  private final Set<StatementKey> taken = new HashSet<>();
  private List<QueryText> texts = new ArrayList<>();
  private int pollCharacters;
  private int failed;
  private int characters;
  private long clock;

  QueryTextRecords(
      QueryLanguage language, RecordSource source, Set<StatementKey> wanted, PollRun run) {
    this.language = language;
    this.source = source;
    this.wanted = wanted;
    this.run = run;
  }

  @Override
  public void text(
      StatementKey key, String queryId, String text, boolean truncated, long readTime) {
    if (!wanted.contains(key) || !wantsMore() || !taken.add(key)) {
      return;
    }
    String normalized = normalized(queryId, text);
    if (normalized == null) {
      return;
    }
    clock = readTime;
    texts.add(new QueryText(key.bytes(), queryId, normalized, truncated));
    characters += normalized.length();
    pollCharacters += normalized.length();
    if (texts.size() >= MAX_TEXTS || characters >= MAX_RECORD_CHARACTERS) {
      flush();
    }
  }

  private String normalized(String queryId, String text) {
    try {
      return language.normalize(text).text();
    } catch (RuntimeException | StackOverflowError defect) {
      failed++;
      String kind = defect.getClass().getSimpleName();
      LOG.debug("the text of query id {} cannot be normalised: {}", queryId, kind);
      return null;
    }
  }

  @Override
  public boolean wantsMore() {
    return pollCharacters < MAX_POLL_CHARACTERS;
  }

  /** Wanted texts that were given, sent or left out. */
  Set<StatementKey> taken() {
    return taken;
  }

  /** Texts left out because they could not be normalised. */
  int failed() {
    return failed;
  }

  /** Emits what is left. */
  void flush() {
    if (texts.isEmpty()) {
      return;
    }
    run.emit(
        QueryTexts.newBuilder()
            .setSystem(source.system())
            .setIncarnation(source.incarnation())
            .setServerAddress(source.host())
            .setServerPort(source.port())
            .setReadTime(clock)
            .setLanguage(language.id())
            .setNormalizerVersion(language.normalizerVersion())
            .setTexts(texts)
            .build());
    texts = new ArrayList<>();
    characters = 0;
  }
}
