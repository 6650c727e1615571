package io.dbintel.streams.runtime;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicDefinition;
import java.util.List;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The schemas of what the stream processors write. */
public final class ResultSchemas {
  private static final List<TopicDefinition> RESULTS =
      List.of(
          TopicCatalogue.METRICS,
          TopicCatalogue.EVENTS,
          TopicCatalogue.CONTROL,
          TopicCatalogue.TENANT_USAGE,
          TopicCatalogue.EXPORT_OUTCOMES,
          TopicCatalogue.DEAD_LETTERS);

  private ResultSchemas() {}

  /** Registers all of them, so that no stream thread does it inside a transaction. */
  public static void register(SchemaRegistry registry) {
    for (TopicDefinition topic : RESULTS) {
      register(registry, topic, topic.name());
    }
    register(registry, TopicCatalogue.RAW.name(), Command.class);
  }

  /** Registers the schemas of a topic of the catalogue for another topic, which has its records. */
  public static void register(SchemaRegistry registry, TopicDefinition like, String topic) {
    like.values().forEach(type -> register(registry, topic, type));
  }

  private static void register(
      SchemaRegistry registry, String topic, Class<? extends SpecificRecord> type) {
    var schema = SpecificData.get().getSchema(type);
    registry.register(topic + "-" + schema.getFullName(), schema);
  }
}
