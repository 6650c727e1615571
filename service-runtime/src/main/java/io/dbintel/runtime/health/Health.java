package io.dbintel.runtime.health;

import java.util.Objects;

/**
 * The health of a component.
 *
 * @param status up, degraded (works, needs attention) or down (cannot do its work now)
 * @param message why, for people; empty if up. Readable by everyone: no secret, no data
 */
public record Health(Status status, String message) {

  /** From best to worst. */
  public enum Status {
    UP,
    DEGRADED,
    DOWN
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
}
