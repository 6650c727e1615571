package io.dbintel.quickstart.view;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A Logback appender for the table: keeps the last warnings and errors of our own code. Logback
 * makes the appender, so what it keeps is shared by the process.
 */
public final class RecentProblems extends AppenderBase<ILoggingEvent> {

  private static final int KEPT = 3;
  private static final long SHOWN_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final ConcurrentLinkedDeque<ILoggingEvent> LAST = new ConcurrentLinkedDeque<>();

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)
        && event.getLoggerName().startsWith("io.dbintel.")) {
      LAST.addLast(event);
      while (LAST.size() > KEPT) {
        LAST.pollFirst();
      }
    }
  }

  /** Messages of the last minute, the oldest first. */
  static List<String> recent() {
    long oldest = System.currentTimeMillis() - SHOWN_MILLIS;
    return LAST.stream()
        .filter(event -> event.getTimeStamp() >= oldest)
        .map(ILoggingEvent::getFormattedMessage)
        .distinct()
        .toList();
  }
}
