package io.dbintel.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.AgentLog;
import org.junit.jupiter.api.Test;

class InstanceProblemsTest {

  private final InstanceProblems problems = new InstanceProblems("acme/orders");

  @Test
  void aProblemThatComesAndGoesDoesNotFillTheLog() {
    try (AgentLog log = AgentLog.open()) {
      for (int i = 0; i < 1_000; i++) {
        problems.report("sessions", "57014", "took too long");
        problems.report("sessions", "55P03", "no lock");
        problems.solved("sessions");
      }
      assertThat(log.warnings()).hasSizeBetween(2, 12);
      problems.report("metrics", "57014", "took too long");
      assertThat(log.warnings())
          .as("another subject")
          .contains("acme/orders metrics: took too long");
    }
  }

  @Test
  void showsWhatIsWrongEvenIfItWasNotLogged() {
    for (int i = 0; i < 100; i++) {
      problems.report("sessions", "reason " + i, "message " + i);
    }
    assertThat(problems.summary()).isEqualTo("sessions: message 99");
  }
}
