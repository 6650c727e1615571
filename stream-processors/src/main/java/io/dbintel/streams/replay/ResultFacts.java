package io.dbintel.streams.replay;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.ResultResource;
import io.dbintel.schemas.catalogue.CounterRole;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.serde.WireFormat;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** Takes from results what a comparison needs to know. Not thread-safe. */
final class ResultFacts {
  private static final String TOP_QUERY = "db.server.top_query";
  private static final String TEXT = "db.query.text";
  private static final String DETECTIONS = "dbintel.ledger.detections";
  private static final String COLD_ROWS = ReplayComparison.COLD + ".rows";
  private static final String COLD_SERIES = ReplayComparison.COLD + ".series";
  private static final Hasher128 HASH = Hashing.murmur3_128();

  private final AvroDeserializer<SpecificRecord> results;
  private final AvroSerializer<SpecificRecord> plain =
      new AvroSerializer<>(new BundledSchemaRegistry());
  private final boolean marked;
  private final Map<String, Names> names = new HashMap<>();

  /** Attributes of a system's statement events that have a meaning in every system. */
  private record Names(List<String> calls, List<String> time, List<String> rows) {}

  /**
   * Reads results whose schemas {@code registry} knows.
   *
   * @param marked whether one side has the replay's mark, which is no difference
   */
  ResultFacts(SchemaRegistry registry, boolean marked) {
    this.results = new AvroDeserializer<>(registry);
    this.marked = marked;
  }

  /**
   * The fact of a result; empty when it is not of an instance, or no result of the processors.
   *
   * @param key key of the record; may be null
   */
  Optional<ResultFact> of(String topic, String key, byte[] value) {
    SpecificRecord result = results.deserialize(topic, value);
    if (result instanceof ResultEvent event) {
      String instance = event.getResource().getInstance();
      return instance.isEmpty() ? Optional.empty() : Optional.of(event(event, value));
    }
    if (result instanceof ResultMetrics metrics) {
      HashValue128 digest = marked ? sorted(metrics) : hash(value);
      return Optional.of(
          fact(metrics.getRecordId(), digest, "metrics", metrics.getResource().getInstance()));
    }
    if (result instanceof DeadLetter letter
        && letter.getTopic().equals(TopicCatalogue.RAW.name())) {
      String id = letter.getPartition() + "@" + letter.getOffset() + " " + letter.getReason();
      return Optional.of(
          fact(id, hash(value), "dead letter " + letter.getReason(), key == null ? "" : key));
    }
    return Optional.empty();
  }

  private static ResultFact fact(String id, HashValue128 digest, String kind, String instance) {
    return new ResultFact(id, digest, kind, instance, WorkSum.NONE, false, 0, 0, 0);
  }

  private ResultFact event(ResultEvent event, byte[] value) {
    Map<String, Object> attributes = event.getAttributes();
    ResultResource resource = event.getResource();
    boolean statement = event.getEventName().equals(TOP_QUERY);
    WorkSum work = statement ? work(resource.getSystem(), attributes) : WorkSum.NONE;
    return new ResultFact(
        event.getRecordId(),
        marked ? sorted(event) : hash(value),
        event.getEventName(),
        resource.getInstance(),
        work,
        attributes.containsKey(TEXT),
        number(attributes, DETECTIONS),
        number(attributes, COLD_ROWS),
        number(attributes, COLD_SERIES));
  }

  private WorkSum work(String system, Map<String, Object> attributes) {
    Names of = names.computeIfAbsent(system, ResultFacts::names);
    return new WorkSum(
        sum(attributes, of.calls()), sum(attributes, of.time()), sum(attributes, of.rows()));
  }

  private static Names names(String system) {
    Optional<StatementCatalogue> catalogue =
        SystemCatalogue.find(system).flatMap(SystemCatalogue::statements);
    List<String> calls = new ArrayList<>();
    List<String> time = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    catalogue.ifPresent(
        one -> {
          for (StatementCounter counter : one.counters()) {
            if (counter.role() == CounterRole.CALLS) {
              calls.add(one.attributePrefix() + counter.name());
            } else if (counter.role() == CounterRole.ROWS) {
              rows.add(one.attributePrefix() + counter.name());
            } else if (counter.role() == CounterRole.EXEC_TIME) {
              time.add("dbintel." + counter.name() + "_ns");
            }
          }
        });
    return new Names(calls, time, rows);
  }

  private static long sum(Map<String, Object> attributes, List<String> names) {
    return names.stream().mapToLong(name -> number(attributes, name)).sum();
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Long number ? number : 0;
  }

  /** The id of a schema is no part of a result. */
  private static HashValue128 hash(byte[] value) {
    return HASH.hashBytesTo128Bits(
        value, WireFormat.HEADER_BYTES, value.length - WireFormat.HEADER_BYTES);
  }

  /** A digest that does not depend on the order of attributes, nor on the mark. */
  private HashValue128 sorted(ResultEvent event) {
    unmark(event.getResource());
    event.setAttributes(new TreeMap<>(event.getAttributes()));
    return hash(plain.serialize(TopicCatalogue.EVENTS.name(), event));
  }

  private HashValue128 sorted(ResultMetrics metrics) {
    unmark(metrics.getResource());
    for (Metric metric : metrics.getMetrics()) {
      for (MetricPoint point : metric.getPoints()) {
        point.setAttributes(new TreeMap<>(point.getAttributes()));
      }
    }
    return hash(plain.serialize(TopicCatalogue.METRICS.name(), metrics));
  }

  private static void unmark(ResultResource resource) {
    Map<String, String> attributes = new TreeMap<>(resource.getAttributes());
    attributes.remove(ReplayScope.ATTRIBUTE);
    resource.setAttributes(attributes);
  }
}
