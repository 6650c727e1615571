package io.dbintel.redaction.pii.config;

import java.util.regex.Pattern;

/** The rule for names of detection types: they appear in masked text and in metric attributes. */
final class TypeName {
  private static final Pattern VALID = Pattern.compile("[A-Z][A-Z0-9_]{1,39}");

  private TypeName() {}

  static String require(String where, String type) {
    if (type == null || !VALID.matcher(type).matches()) {
      throw new IllegalArgumentException(
          where
              + " has type '"
              + type
              + "'; give 2 to 40 capital letters, digits or underscores, such as EMPLOYEE_ID");
    }
    return type;
  }
}
