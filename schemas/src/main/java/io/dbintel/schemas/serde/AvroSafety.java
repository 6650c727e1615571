package io.dbintel.schemas.serde;

import io.dbintel.schemas.topic.TopicDefinition;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * What Avro may do for bytes and schemas from outside.
 *
 * <p>Since 1.12.2 it makes an instance only of a trusted class, so that a schema cannot name any
 * class of the class path; the product trusts its generated records. And no text or collection may
 * claim more elements than a record has bytes, so that a few wrong bytes cannot fill the heap.
 */
final class AvroSafety {

  private static final String PACKAGE = "io.dbintel.schemas.avro";
  private static final String[] LENGTH_LIMITS = {
    "org.apache.avro.limits.string.maxLength",
    "org.apache.avro.limits.bytes.maxLength",
    "org.apache.avro.limits.collectionItems.maxLength"
  };

  private AvroSafety() {}

  /** Sets trust and limits for this JVM; limits that a system property names already stay. */
  static void install() {
    String limit = Integer.toString(TopicDefinition.MAX_MESSAGE_BYTES);
    for (String property : LENGTH_LIMITS) {
      if (System.getProperty(property) == null) {
        System.setProperty(property, limit);
      }
    }
    if (!ClassSecurityValidator.getGlobal().isTrusted(io.dbintel.schemas.avro.Command.class)) {
      ClassSecurityValidator.setGlobal(
          ClassSecurityValidator.composite(
              ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(PACKAGE)));
    }
  }
}
