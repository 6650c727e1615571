package io.dbintel.redaction.pii.config;

import java.util.List;

/**
 * An attribute whose whole value is private because of its name.
 *
 * @param name the attribute name, any case; {@code *} matches any characters
 * @param type the type its detection carries
 */
public record AttributeRule(String name, String type) {
  public AttributeRule {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException(
          "attribute rule has no name; give an attribute name such as *.email");
    }
    TypeName.require("attribute rule '" + name + "'", type);
  }

  /** The rules used when none are configured. */
  public static List<AttributeRule> defaults() {
    return List.of(
        new AttributeRule("email", "EMAIL"),
        new AttributeRule("*.email", "EMAIL"),
        new AttributeRule("*.email_address", "EMAIL"),
        new AttributeRule("*.phone", "PHONE"),
        new AttributeRule("*.phone_number", "PHONE"),
        new AttributeRule("*.ssn", "US_SSN"),
        new AttributeRule("*.full_name", "PERSON"),
        new AttributeRule("*.first_name", "PERSON"),
        new AttributeRule("*.last_name", "PERSON"),
        new AttributeRule("*.date_of_birth", "DATE_OF_BIRTH"),
        new AttributeRule("*.dob", "DATE_OF_BIRTH"),
        new AttributeRule("*.postal_address", "ADDRESS"),
        new AttributeRule("*.street_address", "ADDRESS"),
        new AttributeRule("*.password", "PASSWORD"),
        new AttributeRule("password", "PASSWORD"),
        new AttributeRule("enduser.id", "PERSON"),
        new AttributeRule("patient.*", "PATIENT"));
  }

  /** True if this rule names the attribute. Allocates nothing. */
  public boolean matches(String attribute) {
    int n = 0;
    int a = 0;
    int star = -1;
    int retry = 0;
    while (a < attribute.length()) {
      if (n < name.length() && name.charAt(n) == '*') {
        star = n++;
        retry = a;
      } else if (n < name.length() && sameLetter(name.charAt(n), attribute.charAt(a))) {
        n++;
        a++;
      } else if (star >= 0) {
        n = star + 1;
        a = ++retry;
      } else {
        return false;
      }
    }
    while (n < name.length() && name.charAt(n) == '*') {
      n++;
    }
    return n == name.length();
  }

  private static boolean sameLetter(char a, char b) {
    return a == b || Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
