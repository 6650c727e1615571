package io.dbintel.schemas.registry;

import io.dbintel.runtime.hash.Digest;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The schemas of this version of the product, and the ids of the bundled registry. */
final class BundledSchemas {

  /** Schema registries assign positive ids, so records with ids of both kinds can share a topic. */
  private static final int BUNDLED = 0x80000000;

  private static final Map<Integer, Schema> BY_ID =
      TopicCatalogue.all().stream()
          .flatMap(topic -> topic.values().stream())
          .map(type -> SpecificData.get().getSchema(type))
          .collect(Collectors.toUnmodifiableMap(BundledSchemas::idOf, Function.identity()));

  private BundledSchemas() {}

  static Map<Integer, Schema> byId() {
    return BY_ID;
  }

  /** {@code 0x80000000 |} the first 31 bits of the SHA-256 of the schema's JSON. */
  static int idOf(Schema schema) {
    return idOf(schema.toString());
  }

  /** The same for the JSON of a schema. */
  static int idOf(String json) {
    return BUNDLED | Digest.of(json).firstInt() >>> 1;
  }
}
