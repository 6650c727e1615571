package io.dbintel.redaction.statement;

/**
 * Decides which names of document databases are shown. Field, collection and index names are what
 * the schema says; but documents are also used as maps, with identifiers of records or persons as
 * field names. What looks like such a value is masked.
 */
public final class PlainName {

  private static final int MAX_LENGTH = 512;
  private static final int MAX_SEGMENT = 64;

  /** As many digits in a row are the number of a person, a card or a record, not a date. */
  private static final int DIGITS_OF_RECORD = 9;

  /** Numbers up to here are positions in an array, or years. */
  private static final int DIGITS_OF_POSITION = 4;

  /** As many hexadecimal digits in a row are an ObjectId, a hash or a UUID. */
  private static final int HEX_OF_RECORD = 16;

  private PlainName() {}

  /** Whether all of a dotted name is shown. */
  public static boolean isPlain(String name) {
    return !name.contains(NormalizedStatement.PLACEHOLDER) && shown(name).equals(name);
  }

  /** The dotted name with {@code ?} for each part that may be a value. */
  public static String shown(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return NormalizedStatement.PLACEHOLDER;
    }
    String[] parts = name.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      if (!hasFormOfName(parts[i]) || isRecord(parts[i])) {
        parts[i] = NormalizedStatement.PLACEHOLDER;
      }
    }
    return String.join(".", parts);
  }

  /** Letters, digits and what schemas use; {@code @} only first, as in {@code @timestamp}. */
  private static boolean hasFormOfName(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean allowed =
          Character.isLetterOrDigit(c) || "_$*-".indexOf(c) >= 0 || i == 0 && c == '@';
      if (!allowed) {
        return false;
      }
    }
    return part.length() <= MAX_SEGMENT;
  }

  private static boolean isRecord(String part) {
    int digits = 0;
    int run = 0;
    int longestRun = 0;
    int hexStart = 0;
    boolean hexadecimal = false;
    boolean lettersToo = false;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean digit = Character.isDigit(c);
      digits += digit ? 1 : 0;
      run = digit ? run + 1 : 0;
      longestRun = Math.max(longestRun, run);
      lettersToo |= Character.isLetter(c);
      boolean hex = c == '-' || Character.digit(c, 16) >= 0;
      hexStart = hex ? hexStart : i + 1;
      hexadecimal |= i + 1 - hexStart >= HEX_OF_RECORD;
    }
    boolean number = digits == part.length() && digits > DIGITS_OF_POSITION;
    boolean grouped = !lettersToo && digits >= DIGITS_OF_RECORD;
    boolean id = hexadecimal && digits >= DIGITS_OF_POSITION;
    return number || grouped || id || longestRun >= DIGITS_OF_RECORD;
  }
}
