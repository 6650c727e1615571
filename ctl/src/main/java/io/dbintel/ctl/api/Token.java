package io.dbintel.ctl.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bearer token and where it came from. Never an argument of the command: every user of the host
 * could read it there.
 */
public final class Token {

  /** Environment variable that may hold the token. */
  public static final String VARIABLE = "DBINTEL_ADMIN_TOKEN";

  /** RFC 6750, section 2.1. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private static final int LONGEST_FILE = 4_096;

  private final String value;
  private final String origin;

  private Token(String value, String origin) {
    if (!FORM.matcher(value).matches()) {
      throw new UsageException(
          origin
              + " holds no token; expected one line of letters, digits and . _ ~ + / - as printed"
              + " by dbintel processors admin-token");
    }
    this.value = value;
    this.origin = origin;
  }

  /**
   * The token of the file, else that of the variable.
   *
   * @param variable value of {@link #VARIABLE}
   * @throws UsageException when there is none, or it cannot be read
   */
  public static Token of(Optional<Path> file, Optional<String> variable) {
    if (file.isPresent()) {
      return new Token(read(file.get()), "--token-file " + file.get());
    }
    return new Token(
        variable.orElseThrow(
            () ->
                new UsageException(
                    "no token; give --token-file FILE or set "
                        + VARIABLE
                        + " (dbintel processors admin-token makes one)")),
        VARIABLE);
  }

  private static String read(Path file) {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new UsageException(
            "--token-file "
                + file
                + " is longer than "
                + LONGEST_FILE
                + " bytes; expected one token");
      }
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new UsageException(
          "--token-file "
              + file
              + " cannot be read ("
              + unreadable.getClass().getSimpleName()
              + "); give a file that this user may read");
    }
  }

  /** Value of the header Authorization. */
  String header() {
    return "Bearer " + value;
  }

  /** Where it came from, for messages; not the token. */
  String origin() {
    return origin;
  }
}
