package io.dbintel.redaction.sql;

import static io.dbintel.redaction.sql.DialectTrait.ALTERNATIVE_QUOTES;
import static io.dbintel.redaction.sql.DialectTrait.AMBIGUOUS_DOUBLE_QUOTES;
import static io.dbintel.redaction.sql.DialectTrait.BACKSLASH_ESCAPES;
import static io.dbintel.redaction.sql.DialectTrait.BACKTICKS;
import static io.dbintel.redaction.sql.DialectTrait.BARE_UUIDS;
import static io.dbintel.redaction.sql.DialectTrait.BRACKETS;
import static io.dbintel.redaction.sql.DialectTrait.CARRIAGE_RETURN_ENDS_LINE;
import static io.dbintel.redaction.sql.DialectTrait.COLLECTIONS;
import static io.dbintel.redaction.sql.DialectTrait.COPY_ROWS;
import static io.dbintel.redaction.sql.DialectTrait.DIGITS_BEGIN_NAMES;
import static io.dbintel.redaction.sql.DialectTrait.DOLLAR_QUOTES;
import static io.dbintel.redaction.sql.DialectTrait.DOUBLE_QUOTED_STRINGS;
import static io.dbintel.redaction.sql.DialectTrait.ESCAPE_STRINGS;
import static io.dbintel.redaction.sql.DialectTrait.HASH_BEGINS_NAMES;
import static io.dbintel.redaction.sql.DialectTrait.HASH_COMMENTS;
import static io.dbintel.redaction.sql.DialectTrait.HASH_IN_NAMES;
import static io.dbintel.redaction.sql.DialectTrait.ISO_DURATIONS;
import static io.dbintel.redaction.sql.DialectTrait.MARIADB_COMMENTS;
import static io.dbintel.redaction.sql.DialectTrait.MONEY;
import static io.dbintel.redaction.sql.DialectTrait.NAMES_WITHOUT_DOLLAR;
import static io.dbintel.redaction.sql.DialectTrait.NESTED_COMMENTS;
import static io.dbintel.redaction.sql.DialectTrait.SETTINGS;
import static io.dbintel.redaction.sql.DialectTrait.SLASH_COMMENTS;
import static io.dbintel.redaction.sql.DialectTrait.SPACE_AFTER_DASHES;
import static io.dbintel.redaction.sql.DialectTrait.UNSURE;
import static io.dbintel.redaction.sql.DialectTrait.VERSION_COMMENTS;

import java.util.EnumSet;
import java.util.Set;

/** How a database system writes literals, identifiers and comments. */
public enum SqlDialect {
  POSTGRESQL(
      NESTED_COMMENTS,
      DOLLAR_QUOTES,
      ESCAPE_STRINGS,
      COPY_ROWS,
      CARRIAGE_RETURN_ENDS_LINE,
      SETTINGS),
  /** In its default SQL mode. */
  MYSQL(
      BACKSLASH_ESCAPES,
      DOUBLE_QUOTED_STRINGS,
      BACKTICKS,
      HASH_COMMENTS,
      SPACE_AFTER_DASHES,
      VERSION_COMMENTS,
      DIGITS_BEGIN_NAMES),
  /** As MySQL, in its default SQL mode, except for what executable comments are. */
  MARIADB(
      BACKSLASH_ESCAPES,
      DOUBLE_QUOTED_STRINGS,
      BACKTICKS,
      HASH_COMMENTS,
      SPACE_AFTER_DASHES,
      VERSION_COMMENTS,
      MARIADB_COMMENTS,
      DIGITS_BEGIN_NAMES),
  /** SQL Server. */
  TSQL(BRACKETS, NESTED_COMMENTS, MONEY, HASH_IN_NAMES, HASH_BEGINS_NAMES, AMBIGUOUS_DOUBLE_QUOTES),
  ORACLE(ALTERNATIVE_QUOTES, HASH_IN_NAMES),
  /** Cassandra and ScyllaDB. */
  CQL(
      DOLLAR_QUOTES,
      NAMES_WITHOUT_DOLLAR,
      COLLECTIONS,
      BARE_UUIDS,
      ISO_DURATIONS,
      SLASH_COMMENTS,
      CARRIAGE_RETURN_ENDS_LINE),
  /** Unknown system: whatever any dialect takes for a literal is taken for one. */
  GENERIC(
      UNSURE,
      BACKSLASH_ESCAPES,
      DOUBLE_QUOTED_STRINGS,
      BACKTICKS,
      NESTED_COMMENTS,
      DOLLAR_QUOTES,
      ALTERNATIVE_QUOTES,
      COPY_ROWS,
      MONEY,
      SETTINGS);

  private final DialectTable table;

  SqlDialect(DialectTrait... traits) {
    table = new DialectTable(EnumSet.copyOf(Set.of(traits)));
  }

  DialectTable table() {
    return table;
  }
}
