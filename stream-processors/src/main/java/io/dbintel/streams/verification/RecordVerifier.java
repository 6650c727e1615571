package io.dbintel.streams.verification;

import io.dbintel.streams.records.MetricReading;
import io.dbintel.streams.records.PublishedText;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.redaction.verify.Verification;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.OidName;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.streams.statements.CounterSet;
import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.PollHeader;
import io.dbintel.streams.records.RejectedRecord;
import io.dbintel.streams.records.Validated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes a {@link VerifiedRecord} of a valid one: the only place where texts from a database become
 * {@link CleanText}, before any store or topic of ours sees them.
 */
public final class RecordVerifier {
  private final TextVerifier verifier;

  /** Verifies texts with {@code verifier}. */
  public RecordVerifier(TextVerifier verifier) {
    this.verifier = verifier;
  }

  /** The same with the tokens of a tenant in place of private values. */
  RecordVerifier forTenant(String tenant) {
    return new RecordVerifier(verifier.forTenant(tenant));
  }

  /** Counts a rejection. */
  public VerifiedRecord verify(RejectedRecord rejected) {
    return new VerifiedRecord.Rejected(rejected.reason());
  }

  /** Verifies all texts of a valid record. */
  public VerifiedRecord verify(Validated valid) {
    SpecificRecord value = valid.value();
    if (value instanceof StatementPollChunk chunk) {
      return statements(chunk, valid);
    } else if (value instanceof QueryTexts texts) {
      return texts(texts);
    } else if (value instanceof SessionTick tick) {
      return SessionVerifier.sessions(tick, check(tick.getSystem()));
    } else if (value instanceof MetricPoll poll) {
      return metrics(poll);
    } else if (value instanceof PollOutcome outcome) {
      TextCheck check = check(outcome.getSystem());
      Source source =
          source(check, outcome.getSystem(), outcome.getServerAddress(), outcome.getServerPort());
      return new VerifiedRecord.Outcome(
          source, check.name(outcome.getCollector()), outcome.getStatus());
    }
    Command command = (Command) value;
    return new VerifiedRecord.Order(command.getCommandId(), command.getKind());
  }

  private VerifiedRecord statements(StatementPollChunk chunk, Validated valid) {
    TextCheck check = check(chunk.getSystem());
    ChunkRows rows = ChunkRows.of(chunk, valid.problems());
    return new VerifiedRecord.Statements(
        source(check, chunk.getSystem(), chunk.getServerAddress(), chunk.getServerPort()),
        header(chunk),
        CounterSet.of(chunk.getColumns()),
        rows.reads(),
        rows.complete() ? KeyRange.of(chunk.getKeyRange()) : null,
        names(check, chunk.getDatabases()),
        names(check, chunk.getUsers()),
        check.detections());
  }

  private static PollHeader header(StatementPollChunk chunk) {
    Long reset = chunk.getEpoch().getStatsReset();
    return new PollHeader(
        chunk.getIncarnation(),
        chunk.getSeq(),
        chunk.getChunk(),
        chunk.getChunks(),
        chunk.getFull(),
        chunk.getReadStart(),
        chunk.getReadEnd(),
        chunk.getEpoch().getSystemIdentifier(),
        reset == null ? 0 : reset,
        chunk.getSelection(),
        chunk.getPostmasterStart());
  }

  private static Map<Long, CleanText> names(TextCheck check, List<OidName> names) {
    Map<Long, CleanText> byOid = new TreeMap<>();
    for (OidName name : names) {
      byOid.put(name.getOid(), check.name(name.getName()));
    }
    return byOid;
  }

  private VerifiedRecord texts(QueryTexts record) {
    TextCheck check = check(record.getSystem());
    List<PublishedText> texts = new ArrayList<>(record.getTexts().size());
    for (QueryText text : record.getTexts()) {
      Verification verified = check.sql(text.getText());
      texts.add(
          new PublishedText(
              text.getDbid(),
              text.getQueryid(),
              verified.text(),
              check.summary(verified),
              verified.sql() == null ? 0 : verified.sql().fingerprint()));
    }
    return new VerifiedRecord.Texts(
        source(check, record.getSystem(), record.getServerAddress(), record.getServerPort()),
        texts,
        check.detections());
  }

  private VerifiedRecord metrics(MetricPoll poll) {
    TextCheck check = check(poll.getSystem());
    List<MetricReading> readings = new ArrayList<>(poll.getReadings().size());
    for (MetricReading reading : poll.getReadings()) {
      SortedMap<String, CleanText> attributes = new TreeMap<>();
      for (Map.Entry<String, String> attribute : reading.getAttributes().entrySet()) {
        attributes.put(check.name(attribute.getKey()).toString(), check.name(attribute.getValue()));
      }
      readings.add(
          new MetricReading(
              check.name(reading.getName()),
              attributes,
              reading.getLongValue(),
              reading.getDoubleValue()));
    }
    return new VerifiedRecord.Metrics(
        source(check, poll.getSystem(), poll.getServerAddress(), poll.getServerPort()),
        poll.getIncarnation(),
        poll.getSeq(),
        poll.getReadStart(),
        poll.getReadEnd(),
        poll.getSystemIdentifier(),
        poll.getPostmasterStart(),
        poll.getResets(),
        readings,
        check.detections());
  }

  private TextCheck check(String system) {
    return new TextCheck(verifier, Dialects.of(system));
  }

  static Source source(TextCheck check, String system, String address, int port) {
    return new Source(check.name(system), check.name(address), port);
  }

  /** Which SQL a database system speaks. */
  private static final class Dialects {
    static SqlDialect of(String system) {
      return switch (system) {
        case "postgresql" -> SqlDialect.POSTGRESQL;
        case "mysql" -> SqlDialect.MYSQL;
        default -> SqlDialect.GENERIC;
      };
    }
  }
}
