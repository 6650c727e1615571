package io.dbintel.collector;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Keeps what the agent logs while it is open. */
public final class AgentLog implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.dbintel.collector");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  private AgentLog() {
    lines.start();
    logger.addAppender(lines);
  }

  /** Starts to keep lines. */
  public static AgentLog open() {
    return new AgentLog();
  }

  /** Warnings and errors so far, as they are read by an operator. */
  public List<String> warnings() {
    return List.copyOf(lines.list).stream()
        .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** All lines so far. */
  public List<String> messages() {
    return List.copyOf(lines.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(lines);
  }
}
