package io.dbintel.schemas;

import java.util.regex.Pattern;

/**
 * Identity of a monitored database instance, {@code tenant/name}: the key of every raw record.
 *
 * @param tenant the customer or team it belongs to, 1 to 100 of {@code A-Z a-z 0-9 . _ -}
 * @param name name of the instance within the tenant, same characters
 */
public record InstanceId(String tenant, String name) {

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  /**
   * @throws IllegalArgumentException when a part is malformed
   */
  public InstanceId {
    requirePart("tenant", tenant);
    requirePart("name", name);
  }

  /**
   * Parses {@code tenant/name}.
   *
   * @throws IllegalArgumentException when the text has another form
   */
  public static InstanceId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "instance id \""
              + text
              + "\" has no slash; expected tenant/name, for example acme/orders");
    }
    return new InstanceId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return tenant + "/" + name;
  }

  private static void requirePart(String part, String value) {
    if (value == null || !PART.matcher(value).matches()) {
      throw new IllegalArgumentException(
          part
              + " of an instance id was \""
              + value
              + "\"; expected 1 to 100 letters, digits, dots, underscores or hyphens");
    }
  }
}
