package io.dbintel.collector.publish;

import io.dbintel.schemas.registry.SchemaRegistryException;
import io.dbintel.schemas.registry.UnknownSchemaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says in one line why a poll could not be sent, and the fix. */
final class BrokerFailure {

  private BrokerFailure() {}

  static String describe(Throwable failure, String bootstrapServers) {
    if (failure instanceof SchemaRegistryException) {
      return "schema registry: " + failure.getMessage();
    }
    if (failure instanceof SslAuthenticationException) {
      return "TLS with " + bootstrapServers + " failed: " + failure.getMessage();
    }
    if (failure instanceof AuthenticationException) {
      return bootstrapServers
          + " refused the login; check kafka.properties (security.protocol, sasl.*): "
          + failure.getMessage();
    }
    if (failure instanceof AuthorizationException) {
      return failure.getMessage() + "; grant the agent WRITE on dbintel.raw and dbintel.schemas";
    }
    if (failure instanceof UnknownTopicOrPartitionException
        || String.valueOf(failure.getMessage()).contains("not present in metadata")) {
      return failure.getMessage()
          + "; is a broker running at "
          + bootstrapServers
          + ", and were the topics created (dbintel topics create)?";
    }
    if (failure instanceof InvalidTimestampException) {
      return bootstrapServers
          + " refused a record for its time; set this host's clock, and raise"
          + " message.timestamp.after.max.ms of the topic (dbintel topics check): "
          + failure.getMessage();
    }
    return bootstrapServers + " does not answer: " + failure.getMessage();
  }

  /** Whether the record itself is at fault, so that sending it again can never help. */
  static boolean isPermanent(Throwable failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof InvalidTimestampException
        || failure instanceof UnknownSchemaException;
  }
}
