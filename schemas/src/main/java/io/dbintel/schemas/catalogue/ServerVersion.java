package io.dbintel.schemas.catalogue;

/** Compares versions of servers: numbers separated by dots, as far as both have them. */
public final class ServerVersion {

  private ServerVersion() {}

  /**
   * Compares as many numbers as both versions have, so that 18.1 is neither before nor after 18.
   * What follows a part's leading digits is ignored.
   *
   * @return negative, zero or positive as {@code a} is before, of or after {@code b}
   */
  public static int compare(String a, String b) {
    String[] left = a.split("\\.");
    String[] right = b.split("\\.");
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order = Long.compare(number(left[i]), number(right[i]));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static long number(String part) {
    int end = 0;
    while (end < part.length() && end < 9 && Character.isDigit(part.charAt(end))) {
      end++;
    }
    return end == 0 ? 0 : Long.parseLong(part.substring(0, end));
  }
}
