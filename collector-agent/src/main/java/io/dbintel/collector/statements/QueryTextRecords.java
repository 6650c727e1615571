package io.dbintel.collector.statements;

import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Replaces the literals of texts and emits them in records of bounded size. One poll's. */
final class QueryTextRecords implements StatementSource.TextReceiver {

  private static final int MAX_TEXTS = 256;
  private static final int MAX_RECORD_CHARACTERS = 200_000;

  private final QueryLanguage language;
  private final RecordSource source;
  private final Set<StatementKey> wanted;
  private final PollRun run;
  private List<QueryText> texts = new ArrayList<>();
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
    if (!wanted.contains(key)) {
      return;
    }
    String normalized = language.normalize(text).text();
    clock = readTime;
    texts.add(new QueryText(key.bytes(), queryId, normalized, truncated));
    characters += normalized.length();
    if (texts.size() >= MAX_TEXTS || characters >= MAX_RECORD_CHARACTERS) {
      flush();
    }
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
