package io.dbintel.streams.replay;

import io.dbintel.runtime.hash.Digest;
import io.dbintel.schemas.InstanceId;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What is to be replayed, and where to.
 *
 * @param from results of raw records of this time and later are written
 * @param to and of records before this time; both by the agents' clocks
 * @param warmUp how long before {@code from} reading begins, for state alone
 * @param instance the one instance that is replayed, tenant/name; empty for all
 * @param into prefix of the topics that take the results, or {@link #LIVE}
 * @param rate raw records read in a second, at most
 */
public record ReplayRequest(
    Instant from, Instant to, Duration warmUp, String instance, String into, int rate) {

  /** Results go to the live topics, marked. */
  public static final String LIVE = "result";

  /** Time for state to become warm: agents send every row again within minutes. */
  public static final Duration DEFAULT_WARM_UP = Duration.ofHours(2);

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int ID_BYTES = 6;

  /**
   * @throws IllegalArgumentException with what is wrong, what was found and what is expected
   */
  public ReplayRequest {
    require(from.isBefore(to), "--from " + from + " before --to " + to);
    require(!warmUp.isNegative(), "--warm-up of 0s or more, found " + warmUp);
    require(rate > 0, "--rate of 1 or more, found " + rate);
    require(
        PREFIX.matcher(into).matches(),
        "--into: result, or a prefix of topic names (letters, digits, dot, underscore, hyphen)");
    require(
        !(into + ".").equals(liveName("")),
        "--into: another prefix than that of the live topics, or result to write into them");
    if (!instance.isEmpty()) {
      InstanceId.parse(instance);
    }
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected);
    }
  }

  /** Beginning of the names of all live topics, then {@code rest}. */
  static String liveName(String rest) {
    String raw = TopicCatalogue.RAW.name();
    return raw.substring(0, raw.indexOf('.') + 1) + rest;
  }

  /**
   * Identifies the replay: the same for the same arguments, whatever the rate.
   *
   * @param configuration what else decides the results: configuration and version
   * @return 12 hexadecimal digits
   */
  public String id(String configuration) {
    String all =
        String.join(
            "\n", from.toString(), to.toString(), warmUp.toString(), instance, into, configuration);
    return HexFormat.of().formatHex(Digest.of(all).bytes(), 0, ID_BYTES);
  }

  /** Which records, and where to, for the replay with the id. */
  public ReplayScope scope(String id) {
    return new ReplayScope(
        id, from.toEpochMilli(), to.toEpochMilli(), instance, into.equals(LIVE) ? "" : into + ".");
  }
}
