package io.dbintel.schemas.registry;

import io.dbintel.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The schemas that this version of the product carries, and the ids it gives to schemas. */
final class BundledSchemas {

  /** No schema registry assigns an id with the top bit set, so both kinds may share a topic. */
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

  static boolean isBundledId(int id) {
    return (id & BUNDLED) != 0;
  }

  /** {@code 0x80000000 |} the first 31 bits of the SHA-256 of the schema's JSON. */
  static int idOf(Schema schema) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha256.digest(schema.toString().getBytes(StandardCharsets.UTF_8));
      int first =
          (hash[0] & 0xff) << 24
              | (hash[1] & 0xff) << 16
              | (hash[2] & 0xff) << 8
              | (hash[3] & 0xff);
      return BUNDLED | first >>> 1;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
