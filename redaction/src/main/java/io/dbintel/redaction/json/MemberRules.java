package io.dbintel.redaction.json;

/** What a language wants to know of, and do with, the members of its JSON objects. */
public interface MemberRules {

  /** A member begins whose name is {@code path.name(0)}; false leaves it out of the text. */
  default boolean keeps(JsonPath path) {
    return true;
  }

  /** Whether an object whose first member has this name represents one value. */
  default boolean wrapsValue(String firstName) {
    return false;
  }

  /** Whether the string at the path is a name, to be shown if it is a plain one. */
  default boolean isName(JsonPath path) {
    return false;
  }

  /** The string at the path, for which {@link #isName} said yes, is shown. */
  default void named(JsonPath path, String name) {}

  /** Whether the member at the path counts for the fingerprint; asked for members of the root. */
  default boolean identifies(JsonPath path) {
    return true;
  }
}
