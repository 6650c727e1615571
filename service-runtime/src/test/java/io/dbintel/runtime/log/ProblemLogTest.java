package io.dbintel.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ProblemLogTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(ProblemLogTest.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicLong nanos = new AtomicLong();
  private final ProblemLog problems = new ProblemLog(logger, nanos::get);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  @Test
  void theFirstIsToldAtOnceAndTheRestInOneLine() {
    for (int i = 0; i < 1_000; i++) {
      problems.warn("HTTP 503", "answered HTTP 503");
    }
    problems.warn("HTTP 400", "answered HTTP 400");
    assertThat(told()).containsExactly("answered HTTP 503", "answered HTTP 400");

    nanos.set(Duration.ofMinutes(5).toNanos());
    problems.warn("HTTP 503", "answered HTTP 503");
    assertThat(told())
        .hasSize(3)
        .last()
        .isEqualTo("answered HTTP 503 (1000 times in the last 5 min)");
  }

  @Test
  void whatWasCountedIsToldEvenIfTheProblemIsOver() {
    problems.warn("a", "first");
    problems.warn("a", "second");
    problems.tellOverdue();
    assertThat(told()).containsExactly("first");

    nanos.set(Duration.ofMinutes(6).toNanos());
    problems.tellOverdue();
    problems.tellOverdue();
    assertThat(told()).containsExactly("first", "second (1 times in the last 6 min)");
  }

  @Test
  void inventedKindsDoNotGrowIt() {
    for (int i = 0; i < 10_000; i++) {
      problems.warn("kind " + i, "kind " + i);
    }
    problems.warn("kind 9999", "again");
    assertThat(told()).hasSize(10_000).doesNotContain("again");
    problems.warn("kind 1", "forgotten");
    assertThat(told()).last().isEqualTo("forgotten");
  }

  private List<String> told() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
