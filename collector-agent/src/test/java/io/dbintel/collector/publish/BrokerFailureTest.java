package io.dbintel.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.registry.SchemaRegistryException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokerFailureTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new SchemaRegistryException("refused", null), "schema registry: refused"),
        Arguments.of(new SslAuthenticationException("no path"), "TLS with broker:9092"),
        Arguments.of(new SaslAuthenticationException("bad"), "check kafka.properties"),
        Arguments.of(new TopicAuthorizationException("denied"), "grant the agent WRITE"),
        Arguments.of(
            new TimeoutException("Topic dbintel.raw not present in metadata after 3000 ms."),
            "dbintel topics create"),
        Arguments.of(new TimeoutException("expired"), "broker:9092 does not answer"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysTheFix(Throwable failure, String fix) {
    assertThat(BrokerFailure.describe(failure, "broker:9092")).contains(fix);
    assertThat(BrokerFailure.isPermanent(failure)).isFalse();
  }

  @Test
  void knowsWhatCanNeverBeSent() {
    assertThat(BrokerFailure.isPermanent(new RecordTooLargeException("3 MB"))).isTrue();
    InvalidTimestampException ahead = new InvalidTimestampException("out of range");
    assertThat(BrokerFailure.isPermanent(ahead)).isTrue();
    assertThat(BrokerFailure.describe(ahead, "broker:9092")).contains("set this host's clock");
  }
}
