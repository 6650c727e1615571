package io.dbintel.redaction.cli;

import java.util.Locale;
import java.util.Optional;

/** What a text is, which decides how it is read. */
enum TextKind {
  /** A statement or command in a query language. */
  STATEMENT,
  /** Any other text. */
  TEXT,
  /** An execution plan, in JSON or text. */
  PLAN,
  /** The name of a database, role, host or key. */
  IDENTIFIER;

  static final String NAMES = "statement (or sql), text, plan, identifier";

  /** The kind with a name in any case; empty when there is none. */
  static Optional<TextKind> of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "statement", "sql" -> Optional.of(STATEMENT);
      case "text" -> Optional.of(TEXT);
      case "plan" -> Optional.of(PLAN);
      case "identifier" -> Optional.of(IDENTIFIER);
      default -> Optional.empty();
    };
  }
}
