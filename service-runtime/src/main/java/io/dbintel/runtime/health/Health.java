package io.dbintel.runtime.health;

import java.util.Objects;

/**
 * The health of a component.
 *
 * @param status up, degraded (works, needs attention), down (cannot do its work now) or dead
 *     (cannot do it again before a restart)
 * @param message why, for people; empty if up. Readable by everyone: no secret, no data
 */
public record Health(Status status, String message) {

  /** From best to worst. */
  public enum Status {
    UP,
    DEGRADED,
    DOWN,
    DEAD
  }

  /** Both parts are required. */
  public Health {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(message, "message");
  }

  /** Works as it should. */
  public static Health up() {
    return new Health(Status.UP, "");
  }

  /** Works, but not as it should; the service stays ready. */
  public static Health degraded(String message) {
    return new Health(Status.DEGRADED, message);
  }

  /** Does not work; the service is not ready. */
  public static Health down(String message) {
    return new Health(Status.DOWN, message);
  }

  /** Does not work and cannot recover: the service is not live, so that it is restarted. */
  public static Health dead(String message) {
    return new Health(Status.DEAD, message);
  }
}
