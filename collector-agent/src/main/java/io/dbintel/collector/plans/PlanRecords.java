package io.dbintel.collector.plans;

import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.redaction.plan.MaskedPlan;
import io.dbintel.redaction.plan.PlanMasker;
import io.dbintel.redaction.plan.StructuralHash;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.schemas.avro.QueryPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the literals out of plans and emits them, numbered. Used by one thread. */
final class PlanRecords {

  private static final Logger LOG = LoggerFactory.getLogger(PlanRecords.class);

  private static final int MAX_POLL_CHARACTERS = 2_000_000;

  private final RecordSource source;
  private final QueryLanguage language;
  private final PlanMasker masker;
  private long seq;
  private int pollCharacters;

  PlanRecords(RecordSource source, QueryLanguage language, SqlDialect dialect) {
    this.source = source;
    this.language = language;
    this.masker = PlanMasker.of(dialect);
  }

  /** Begins a poll: the plans of one poll have a bound together. */
  void beginPoll() {
    pollCharacters = 0;
  }

  /** Whether the poll has as many plans as one may hold; the rest has its turn in the next. */
  boolean arePlenty() {
    return pollCharacters >= MAX_POLL_CHARACTERS;
  }

  /** Emits a plan without its literals; else says why it cannot. */
  PlanOutcome emit(
      StatementLoad statement,
      StatementText text,
      PlanAttempt attempt,
      long readTime,
      PollRun run) {
    MaskedPlan masked;
    try {
      masked = masker.mask(attempt.plan(), PlanMasker.MAX_BYTES);
    } catch (RuntimeException | StackOverflowError defect) {
      LOG.debug("a plan cannot be masked: {}", defect.getClass().getSimpleName());
      return PlanOutcome.INVALID_RESULT;
    }
    if (masked.nodes() == 0) {
      return PlanOutcome.INVALID_RESULT;
    }
    pollCharacters += masked.text().length();
    run.emit(
        QueryPlan.newBuilder()
            .setSystem(source.system())
            .setIncarnation(source.incarnation())
            .setServerAddress(source.host())
            .setServerPort(source.port())
            .setSeq(++seq)
            .setReadTime(readTime)
            .setKey(statement.key().bytes())
            .setQueryId(statement.queryId())
            .setDatabase(statement.database())
            .setUser(statement.user())
            .setMethod(attempt.method().code())
            .setSampled(text.sampled())
            .setLanguage(language.id())
            .setStructuralHash(masked.structuralHashHex())
            .setHashVersion(StructuralHash.VERSION)
            .setNodes(masked.nodes())
            .setStartupCost(masked.startupCost())
            .setTotalCost(masked.totalCost())
            .setPlan(masked.text())
            .setTruncated(masked.truncated())
            .build());
    return PlanOutcome.SUCCESS;
  }
}
