package io.dbintel.quickstart.view;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;

class RecentProblemsTest {

  @Test
  void keepsTheLastWarningsOfOurOwnCode() {
    LoggerContext context = new LoggerContext();
    RecentProblems appender = new RecentProblems();
    appender.setContext(context);
    appender.start();
    Logger ours = context.getLogger("io.dbintel.collector.Poller");
    ours.addAppender(appender);
    Logger others = context.getLogger("org.apache.kafka.Client");
    others.addAppender(appender);

    others.warn("not ours");
    ours.info("no problem");
    ours.warn("first");
    for (int n = 1; n <= 3; n++) {
      ours.warn("problem {}", n);
    }

    assertThat(RecentProblems.recent()).containsExactly("problem 1", "problem 2", "problem 3");
  }
}
