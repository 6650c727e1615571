package io.dbintel.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.registry.RegistryUnavailableException;
import io.dbintel.schemas.registry.UnknownSchemaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadRecoveryTest {

  @Test
  void onlyWhatPassesBringsAThreadBack() {
    assertThat(ThreadRecovery.passes(wrapped(new TimeoutException("120000 ms passed")))).isTrue();
    assertThat(ThreadRecovery.passes(wrapped(new RegistryUnavailableException("away")))).isTrue();
    assertThat(ThreadRecovery.passes(wrapped(new UnknownSchemaException("id 7")))).isFalse();
    assertThat(ThreadRecovery.passes(wrapped(new RecordTooLargeException()))).isFalse();
    assertThat(ThreadRecovery.passes(wrapped(new TopicAuthorizationException("raw")))).isFalse();
    assertThat(ThreadRecovery.passes(new IllegalStateException("a fault in the code"))).isFalse();
  }

  @Test
  void aThreadThatCameBackIsToldAndNoneComesBackAfterTheStop() {
    ThreadRecovery recovery = new ThreadRecovery();
    assertThat(recovery.problem()).isEmpty();
    recovery.stop();
    assertThat(recovery.replaces(new TimeoutException("late"), "Kafka does not answer")).isFalse();
    assertThat(recovery.problem()).isEqualTo("restarted 1 times: Kafka does not answer");
  }

  private static StreamsException wrapped(Exception cause) {
    return new StreamsException("in task 0_1", cause);
  }
}
