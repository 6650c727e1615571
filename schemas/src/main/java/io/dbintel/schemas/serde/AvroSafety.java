package io.dbintel.schemas.serde;

import io.dbintel.schemas.topic.TopicDefinition;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Limits on what Avro does with bytes and schemas from outside the process.
 *
 * <p>Since 1.12.2 Avro instantiates trusted classes only, so that a schema cannot name an arbitrary
 * class of the class path; the generated records are trusted here. In addition, no string or
 * collection may declare more elements than a record has bytes, so that a few corrupt bytes cannot
 * exhaust the heap.
 */
final class AvroSafety {

  private static final String PACKAGE = "io.dbintel.schemas.avro";
  private static final String[] LENGTH_LIMITS = {
    "org.apache.avro.limits.string.maxLength",
    "org.apache.avro.limits.bytes.maxLength",
    "org.apache.avro.limits.collectionItems.maxLength"
  };

  private AvroSafety() {}

  /**
   * Sets trusted classes and limits for this JVM; limits already set by system property are kept.
   */
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
