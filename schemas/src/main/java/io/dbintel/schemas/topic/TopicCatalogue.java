package io.dbintel.schemas.topic;

import io.dbintel.schemas.avro.AuditEntry;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.ExportOutcome;
import io.dbintel.schemas.avro.InventoryEntry;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.QueryPlan;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.TenantUsage;
import java.time.Duration;
import java.util.List;

/** Every topic of the product: the single place that names them. */
public final class TopicCatalogue {

  /** Partitions of every topic keyed by instance, unless the operator chooses otherwise. */
  public static final int DEFAULT_PARTITIONS = 48;

  private static final String INSTANCE = "instance id, tenant/name";
  private static final String TENANT = "tenant";

  public static final TopicDefinition RAW =
      new TopicDefinition(
          "dbintel.raw",
          "everything an agent reads, as read; and commands",
          INSTANCE,
          true,
          DEFAULT_PARTITIONS,
          CleanupPolicy.DELETE,
          Duration.ofDays(7),
          List.of(
              StatementPollChunk.class,
              QueryTexts.class,
              QueryPlan.class,
              SessionTick.class,
              MetricPoll.class,
              PollOutcome.class,
              Command.class));

  public static final TopicDefinition CONTROL =
      new TopicDefinition(
          "dbintel.control",
          "what the processors ask of whoever polls an instance",
          INSTANCE,
          true,
          DEFAULT_PARTITIONS,
          CleanupPolicy.COMPACT,
          Duration.ZERO,
          List.of(ControlDocument.class));

  public static final TopicDefinition INVENTORY =
      new TopicDefinition(
          "dbintel.inventory",
          "instances that agents of a site share among them",
          INSTANCE,
          true,
          DEFAULT_PARTITIONS,
          CleanupPolicy.COMPACT,
          Duration.ZERO,
          List.of(InventoryEntry.class));

  public static final TopicDefinition METRICS =
      new TopicDefinition(
          "dbintel.metrics",
          "result metrics, ready for OTLP",
          INSTANCE,
          true,
          DEFAULT_PARTITIONS,
          CleanupPolicy.DELETE,
          Duration.ofDays(7),
          List.of(ResultMetrics.class));

  public static final TopicDefinition EVENTS =
      new TopicDefinition(
          "dbintel.events",
          "result events, ready for OTLP",
          INSTANCE,
          true,
          DEFAULT_PARTITIONS,
          CleanupPolicy.DELETE,
          Duration.ofDays(7),
          List.of(ResultEvent.class));

  public static final TopicDefinition EXPORT_OUTCOMES =
      new TopicDefinition(
          "dbintel.export-outcomes",
          "what a destination said of each batch",
          TENANT,
          false,
          6,
          CleanupPolicy.DELETE,
          Duration.ofDays(7),
          List.of(ExportOutcome.class));

  public static final TopicDefinition TENANT_USAGE =
      new TopicDefinition(
          "dbintel.tenant-usage",
          "what each instance adds to its tenant's usage",
          TENANT,
          false,
          6,
          CleanupPolicy.DELETE,
          Duration.ofDays(7),
          List.of(TenantUsage.class));

  public static final TopicDefinition DEAD_LETTERS =
      new TopicDefinition(
          "dbintel.dead-letters",
          "records that could not be processed, with the reason",
          "key of the source record",
          false,
          6,
          CleanupPolicy.DELETE,
          Duration.ofDays(30),
          List.of(DeadLetter.class));

  public static final TopicDefinition AUDIT =
      new TopicDefinition(
          "dbintel.audit",
          "who changed what",
          "instance id or tenant",
          false,
          1,
          CleanupPolicy.DELETE,
          Duration.ofDays(365),
          List.of(AuditEntry.class));

  public static final TopicDefinition SCHEMAS =
      new TopicDefinition(
          "dbintel.schemas",
          "schema by id, where no schema registry is used",
          "schema id, decimal",
          false,
          1,
          CleanupPolicy.COMPACT,
          Duration.ZERO,
          List.of());

  private static final List<TopicDefinition> ALL =
      List.of(
          RAW,
          CONTROL,
          INVENTORY,
          METRICS,
          EVENTS,
          TENANT_USAGE,
          EXPORT_OUTCOMES,
          DEAD_LETTERS,
          AUDIT,
          SCHEMAS);

  private TopicCatalogue() {}

  /** All topics, in the order data meets them. */
  public static List<TopicDefinition> all() {
    return ALL;
  }
}
