package io.dbintel.streams.verification;

import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.runtime.cache.BoundedCache;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.QueryPlan;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.identity.InstanceHash;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.records.PlannedStatement;
import io.dbintel.streams.records.PublishedText;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.StatementChunk;
import io.dbintel.streams.records.Validated;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.StatementKey;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a {@link VerifiedRecord} of a valid one: the only place where texts from a database become
 * {@link CleanText}, before any store or topic of ours sees them. Not thread-safe.
 */
public final class RecordVerifier {
  private static final int TENANTS = 256;

  private final TextVerifier verifier;
  private final Map<String, TenantVerifier> tenants = new BoundedCache<>(TENANTS);
  private final Refusals refusals;

  /** Verifies texts with {@code verifier}; {@code counts} is told of refused metrics. */
  public RecordVerifier(TextVerifier verifier, OperatorCounts counts) {
    this.verifier = verifier;
    this.refusals = new Refusals(counts);
  }

  /**
   * Verifies all texts of a valid record.
   *
   * @param key record key: an instance id, or a tenant for a tenant's command
   */
  public VerifiedRecord verify(String key, Validated valid) {
    int bytes = valid.bytes();
    TextCheck check = new TextCheck(tenant(key));
    if (valid instanceof Validated.Statements statements) {
      return statements(check, bytes, statements.chunk());
    } else if (valid instanceof Validated.Texts texts) {
      return texts(check, bytes, key, texts.texts());
    } else if (valid instanceof Validated.Plan plan) {
      return plan(check, bytes, key, plan.plan());
    } else if (valid instanceof Validated.Sessions sessions) {
      var tick = sessions.tick();
      Source source =
          source(check, tick.getSystem(), tick.getServerAddress(), tick.getServerPort());
      return new SessionVerifier(check, language(tick.getLanguage())).sessions(bytes, source, tick);
    } else if (valid instanceof Validated.Metrics metrics) {
      var poll = metrics.poll();
      Source source =
          source(check, poll.getSystem(), poll.getServerAddress(), poll.getServerPort());
      return new MetricVerifier(check, refusals).metrics(bytes, source, poll);
    } else if (valid instanceof Validated.Outcome outcome) {
      return outcome(check, bytes, outcome.outcome());
    } else if (valid instanceof Validated.Order order) {
      return order(check, bytes, order.command());
    }
    Validated.Rejected rejected = (Validated.Rejected) valid;
    return new VerifiedRecord.Rejected(bytes, rejected.reason(), rejected.count());
  }

  private TenantVerifier tenant(String key) {
    int slash = key.indexOf('/');
    String tenant = slash < 0 ? key : key.substring(0, slash);
    return tenants.computeIfAbsent(tenant, name -> new TenantVerifier(verifier.forTenant(name)));
  }

  private static VerifiedRecord statements(TextCheck check, int bytes, StatementChunk chunk) {
    Source source = source(check, chunk.system(), chunk.serverAddress(), chunk.serverPort());
    List<CleanText> databases = check.names(chunk.databases());
    List<CleanText> users = check.names(chunk.users());
    return new VerifiedRecord.Statements(
        bytes,
        source,
        chunk.header(),
        chunk.counters(),
        chunk.rows(),
        chunk.range(),
        databases,
        users,
        check.detections());
  }

  private static VerifiedRecord texts(
      TextCheck check, int bytes, String instance, QueryTexts record) {
    byte[] prefix = InstanceHash.of(instance);
    QueryLanguage language = language(record.getLanguage());
    List<PublishedText> texts = new ArrayList<>(record.getTexts().size());
    for (QueryText text : record.getTexts()) {
      byte[] key = StatementKey.of(prefix, bytes(text.getKey())).storeKey();
      texts.add(new PublishedText(key, check.statement(text.getText(), language)));
    }
    return new VerifiedRecord.Texts(
        bytes,
        source(check, record.getSystem(), record.getServerAddress(), record.getServerPort()),
        texts,
        check.detections());
  }

  private static VerifiedRecord plan(
      TextCheck check, int bytes, String instance, QueryPlan record) {
    PlannedStatement statement =
        new PlannedStatement(
            StatementKey.of(InstanceHash.of(instance), bytes(record.getKey())),
            check.id(record.getQueryId()),
            check.name(record.getDatabase()),
            check.name(record.getUser()),
            record.getMethod(),
            record.getSampled(),
            record.getStructuralHash(),
            record.getHashVersion(),
            record.getNodes(),
            record.getStartupCost(),
            record.getTotalCost(),
            check.plan(record.getPlan(), language(record.getLanguage())),
            record.getTruncated());
    return new VerifiedRecord.Plan(
        bytes,
        source(check, record.getSystem(), record.getServerAddress(), record.getServerPort()),
        new ReadId(record.getIncarnation(), record.getSeq()),
        record.getReadTime(),
        statement,
        check.detections());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static VerifiedRecord outcome(TextCheck check, int bytes, PollOutcome outcome) {
    return new VerifiedRecord.Outcome(
        bytes,
        source(check, outcome.getSystem(), outcome.getServerAddress(), outcome.getServerPort()),
        check.name(outcome.getCollector()),
        outcome.getStatus(),
        check.name(outcome.getReason()),
        outcome.getDurationNs(),
        outcome.getRows(),
        outcome.getBytes(),
        outcome.getClockSkewUs(),
        outcome.getProbeRound(),
        check.detections());
  }

  private static VerifiedRecord order(TextCheck check, int bytes, Command command) {
    SortedMap<String, CleanText> arguments = new TreeMap<>();
    for (Map.Entry<String, String> argument : new TreeMap<>(command.getArguments()).entrySet()) {
      arguments.put(argument.getKey(), check.attribute(argument.getKey(), argument.getValue()));
    }
    return new VerifiedRecord.Order(
        bytes,
        command.getCommandId(),
        command.getKind(),
        check.text(command.getAuthor()),
        arguments);
  }

  /** A language that this release does not know is read with every dialect's caution. */
  private static QueryLanguage language(String id) {
    return QueryLanguage.of(id).orElse(QueryLanguage.GENERIC_SQL);
  }

  private static Source source(TextCheck check, String system, String address, int port) {
    return new Source(SystemCatalogue.of(system), check.name(address), port);
  }
}
