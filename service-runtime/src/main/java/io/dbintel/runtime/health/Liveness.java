package io.dbintel.runtime.health;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells whether a thread, or a task that is run again and again, still does its work: it gives a
 * sign of life and says within which time the next one will come. For what is part of another
 * component's health; {@link ThreadLiveness} makes a component of its own. Reading it never waits.
 * Thread-safe.
 */
public final class Liveness {

  private final LongSupplier nanoClock;
  private volatile Sign last;
  private volatile String end;

  private record Sign(long at, long withinNanos) {}

  /** A thread that has not begun: nothing is expected of it yet. */
  public Liveness() {
    this(System::nanoTime);
  }

  Liveness(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /**
   * Gives a sign of life.
   *
   * @param nextWithin by when the next one, or an end, is to come
   */
  public void beat(Duration nextWithin) {
    last = new Sign(nanoClock.getAsLong(), nextWithin.toNanos());
  }

  /** It has ended as it was asked to: no further sign is expected. */
  public void stopped() {
    last = null;
  }

  /** It has ended and will not begin again; only the class of the failure is shown. */
  public void ended(Throwable failure) {
    end = "ended with " + failure.getClass().getSimpleName();
  }

  /** It has ended without being asked to, and will not begin again. */
  void ended() {
    end = "ended without being asked to";
  }

  /** Whether it has ended and will not begin again. */
  public boolean hasEnded() {
    return end != null;
  }

  /**
   * Its health: down while a sign is overdue, dead when it has ended.
   *
   * @param name of the thread or task, for the message
   * @param advice what is to be done, for the message
   */
  public Health health(String name, String advice) {
    String problem = problem();
    if (problem.isEmpty()) {
      return Health.up();
    }
    String message = name + " " + problem + "; " + advice;
    return hasEnded() ? Health.dead(message) : Health.down(message);
  }

  /** What is wrong with it, to follow its name; empty when nothing is. */
  public String problem() {
    String ended = end;
    if (ended != null) {
      return ended;
    }
    Sign sign = last;
    if (sign == null) {
      return "";
    }
    long quiet = nanoClock.getAsLong() - sign.at;
    return quiet <= sign.withinNanos
        ? ""
        : "has given no sign of life for " + TimeUnit.NANOSECONDS.toSeconds(quiet) + " s";
  }
}
