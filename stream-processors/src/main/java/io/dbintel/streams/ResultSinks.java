package io.dbintel.streams;

import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.serde.EncodedRecordSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicDefinition;
import io.dbintel.streams.replay.MarkedSerializer;
import io.dbintel.streams.replay.ReplayScope;
import io.dbintel.streams.replay.ReplayedResults;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * Adds the sinks of a topology. Those of a replay stand behind a node that lets the results of its
 * window pass, and write where the replay says.
 */
final class ResultSinks {
  private final SchemaRegistry registry;
  private final Optional<ReplayScope> scope;

  /** Sinks of production, or of the replay {@code scope}. */
  ResultSinks(SchemaRegistry registry, Optional<ReplayScope> scope) {
    this.registry = registry;
    this.scope = scope;
  }

  /** A sink of generated Avro records. */
  void records(Topology topology, String name, TopicDefinition topic, String... parents) {
    add(topology, name, topic, new AvroSerializer<SpecificRecord>(registry), parents);
  }

  /** A sink of encoded events. */
  void events(Topology topology, String name, String parent) {
    add(topology, name, TopicCatalogue.EVENTS, new EncodedRecordSerializer(registry), parent);
  }

  private <V> void add(
      Topology topology,
      String name,
      TopicDefinition topic,
      Serializer<V> serializer,
      String... parents) {
    if (scope.isEmpty()) {
      topology.addSink(name, topic.name(), new StringSerializer(), serializer, parents);
      return;
    }
    ReplayScope replay = scope.get();
    topology.addProcessor(name, () -> new ReplayedResults(replay), parents);
    topology.addSink(
        name + "-topic",
        replay.topic(topic),
        new StringSerializer(),
        replay.intoLiveTopics()
            ? new MarkedSerializer<>(serializer, registry, replay.id())
            : serializer,
        name);
  }
}
