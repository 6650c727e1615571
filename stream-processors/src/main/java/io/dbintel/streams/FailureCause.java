package io.dbintel.streams;

import io.dbintel.schemas.registry.SchemaRegistryException;
import org.apache.kafka.common.KafkaException;

/** Finds what a person needs to know in an exception that ended a stream thread. */
public final class FailureCause {
  private FailureCause() {}

  /** What the schema registry said, else the innermost exception. */
  public static Throwable of(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && !(cause instanceof SchemaRegistryException)) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * One line. Messages of other libraries may quote a record, so only those of Kafka and of the
   * schema registry are repeated; the others are named by their class.
   */
  public static String describe(Throwable cause) {
    boolean safe = cause instanceof SchemaRegistryException || cause instanceof KafkaException;
    return safe
        ? cause.getMessage()
        : cause.getClass().getName() + "; the log names the node and the offset";
  }
}
