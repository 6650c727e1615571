package io.dbintel.collector.systems.mysql;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Version of a server, such as 8.0.36 or 10.11.18. */
public record ServerRelease(int major, int minor, int patch) implements Comparable<ServerRelease> {

  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,3}))?");
  private static final Comparator<ServerRelease> ORDER =
      Comparator.comparingInt(ServerRelease::major)
          .thenComparingInt(ServerRelease::minor)
          .thenComparingInt(ServerRelease::patch);

  /**
   * The first numbers in the text, such as {@code 10.11.18-MariaDB-log}; {@code 5.5.5-} before them
   * is what MariaDB once prefixed for old replicas.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static ServerRelease parse(String version) {
    String own = version.startsWith("5.5.5-") ? version.substring("5.5.5-".length()) : version;
    Matcher numbers = NUMBERS.matcher(own);
    if (!numbers.find()) {
      throw new IllegalArgumentException("version " + version + "; expected one like 8.0.36");
    }
    return new ServerRelease(
        Integer.parseInt(numbers.group(1)),
        Integer.parseInt(numbers.group(2)),
        numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3)));
  }

  /** Whether it is this release or a later one. */
  public boolean isAtLeast(int majorNumber, int minorNumber, int patchNumber) {
    return compareTo(new ServerRelease(majorNumber, minorNumber, patchNumber)) >= 0;
  }

  @Override
  public int compareTo(ServerRelease other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
