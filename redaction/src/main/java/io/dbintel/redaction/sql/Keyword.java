package io.dbintel.redaction.sql;

import static io.dbintel.redaction.sql.Keyword.Role.ANNOUNCES_SECRET;
import static io.dbintel.redaction.sql.Keyword.Role.BEFORE_OPERAND;
import static io.dbintel.redaction.sql.Keyword.Role.BEFORE_SECRET;
import static io.dbintel.redaction.sql.Keyword.Role.CONSTANT;
import static io.dbintel.redaction.sql.Keyword.Role.COPIES_ROWS;
import static io.dbintel.redaction.sql.Keyword.Role.DATA_OPERATION;
import static io.dbintel.redaction.sql.Keyword.Role.DDL_OPERATION;
import static io.dbintel.redaction.sql.Keyword.Role.ENDS_OBJECT_KIND;
import static io.dbintel.redaction.sql.Keyword.Role.ENDS_TARGET_LIST;
import static io.dbintel.redaction.sql.Keyword.Role.NAMED_OBJECT;
import static io.dbintel.redaction.sql.Keyword.Role.NOT_SECRET;
import static io.dbintel.redaction.sql.Keyword.Role.OF_TRANSACTION;
import static io.dbintel.redaction.sql.Keyword.Role.OPERATION;
import static io.dbintel.redaction.sql.Keyword.Role.PLAIN_OBJECT;
import static io.dbintel.redaction.sql.Keyword.Role.SECRET_ARGUMENTS;
import static io.dbintel.redaction.sql.Keyword.Role.SECRET_OBJECT;
import static io.dbintel.redaction.sql.Keyword.Role.SETS_SECRETS;
import static io.dbintel.redaction.sql.Keyword.Role.SKIPPED_BEFORE_SECRET;
import static io.dbintel.redaction.sql.Keyword.Role.SKIPPED_BEFORE_TARGET;
import static io.dbintel.redaction.sql.Keyword.Role.STEERS_TARGET;
import static io.dbintel.redaction.sql.Keyword.Role.WITHIN_CLAUSE;

/** The words whose meaning the scanner, the summary or the search for secrets depends on. */
enum Keyword {
  SELECT(DATA_OPERATION, BEFORE_OPERAND, ENDS_TARGET_LIST),
  INSERT(DATA_OPERATION),
  UPDATE(DATA_OPERATION),
  DELETE(DATA_OPERATION),
  MERGE(DATA_OPERATION),
  REPLACE(DATA_OPERATION, SKIPPED_BEFORE_TARGET),
  VALUES(DATA_OPERATION, BEFORE_OPERAND, ENDS_TARGET_LIST, SKIPPED_BEFORE_SECRET),
  CALL(OPERATION),
  EXEC(OPERATION),
  EXECUTE(OPERATION),
  COPY(OPERATION, COPIES_ROWS),
  TRUNCATE(OPERATION),
  LOCK(OPERATION),
  VACUUM(OPERATION),
  ANALYZE(OPERATION),
  REINDEX(OPERATION),
  REFRESH(OPERATION),
  EXPLAIN(OPERATION),
  SHOW(OPERATION),
  USE(OPERATION),
  BEGIN(OPERATION, OF_TRANSACTION),
  COMMIT(OPERATION, OF_TRANSACTION),
  ROLLBACK(OPERATION, OF_TRANSACTION),
  FETCH(OPERATION, ENDS_TARGET_LIST),
  DECLARE(OPERATION),
  GRANT(OPERATION, ENDS_OBJECT_KIND),
  REVOKE(OPERATION, ENDS_OBJECT_KIND),
  PREPARE(OPERATION),
  DEALLOCATE(OPERATION),
  SET(OPERATION, OF_TRANSACTION, BEFORE_OPERAND, ENDS_TARGET_LIST, SETS_SECRETS),
  CREATE(DDL_OPERATION, SETS_SECRETS),
  ALTER(DDL_OPERATION, SETS_SECRETS),
  DROP(DDL_OPERATION),
  CHANGE(SETS_SECRETS),
  START(SETS_SECRETS),
  CONNECT(SETS_SECRETS),
  CONN(SETS_SECRETS),
  VALIDATE(SETS_SECRETS),
  CHECK(SETS_SECRETS),
  EXPORT(SETS_SECRETS),
  IMPORT(SETS_SECRETS),
  RECOVER(SETS_SECRETS),
  OPEN(SETS_SECRETS),
  BACKUP(SETS_SECRETS),
  RESTORE(SETS_SECRETS),

  TABLE(PLAIN_OBJECT, NAMED_OBJECT),
  TABLES,
  TRANSACTION(STEERS_TARGET),
  VIEW(PLAIN_OBJECT, NAMED_OBJECT),
  INDEX(PLAIN_OBJECT, NAMED_OBJECT),
  FUNCTION(PLAIN_OBJECT, NAMED_OBJECT),
  PROCEDURE(PLAIN_OBJECT, NAMED_OBJECT),
  TRIGGER(PLAIN_OBJECT, NAMED_OBJECT),
  SEQUENCE(PLAIN_OBJECT, NAMED_OBJECT),
  TYPE(PLAIN_OBJECT, NAMED_OBJECT),
  DOMAIN(PLAIN_OBJECT, NAMED_OBJECT),
  SCHEMA(PLAIN_OBJECT, NAMED_OBJECT),
  KEYSPACE(PLAIN_OBJECT, NAMED_OBJECT, WITHIN_CLAUSE),
  EXTENSION(PLAIN_OBJECT, NAMED_OBJECT),
  POLICY(PLAIN_OBJECT),
  RULE(PLAIN_OBJECT),
  STATISTICS(PLAIN_OBJECT),
  AGGREGATE(PLAIN_OBJECT),
  EVENT(PLAIN_OBJECT),
  DATABASE(SECRET_OBJECT, NAMED_OBJECT),
  USER(SECRET_OBJECT, NAMED_OBJECT),
  ROLE(SECRET_OBJECT, NAMED_OBJECT),
  LOGIN(SECRET_OBJECT, NAMED_OBJECT),
  SERVER(SECRET_OBJECT),
  SUBSCRIPTION(SECRET_OBJECT),
  CREDENTIAL(SECRET_OBJECT),

  PASSWORD(BEFORE_SECRET, SKIPPED_BEFORE_SECRET),
  MASTER_PASSWORD(BEFORE_SECRET),
  SOURCE_PASSWORD(BEFORE_SECRET),
  OLD_PASSWORD(BEFORE_SECRET),
  MASTER_SSL_KEY(BEFORE_SECRET),
  CONNECTION(BEFORE_SECRET),
  SECRET(BEFORE_SECRET),
  PWD(BEFORE_SECRET),
  MEDIAPASSWORD(BEFORE_SECRET),
  SP_ADDLOGIN(SECRET_ARGUMENTS, ANNOUNCES_SECRET),
  SP_PASSWORD(SECRET_ARGUMENTS, ANNOUNCES_SECRET),
  SP_ADDAPPROLE(SECRET_ARGUMENTS, ANNOUNCES_SECRET),
  SP_SETAPPROLE(SECRET_ARGUMENTS, ANNOUNCES_SECRET),
  IDENTIFIED(ANNOUNCES_SECRET),
  VIA,
  BY(BEFORE_OPERAND, SKIPPED_BEFORE_SECRET),
  TO(BEFORE_OPERAND, SKIPPED_BEFORE_SECRET),
  AS(BEFORE_OPERAND, SKIPPED_BEFORE_SECRET),
  USING(SKIPPED_BEFORE_SECRET, STEERS_TARGET),
  EXPIRE(NOT_SECRET),
  REQUIRE(NOT_SECRET),
  HISTORY(NOT_SECRET),
  REUSE(NOT_SECRET),
  NULL(NOT_SECRET, CONSTANT),

  FROM(STEERS_TARGET),
  JOIN(STEERS_TARGET),
  STRAIGHT_JOIN(STEERS_TARGET),
  APPLY(STEERS_TARGET),
  INTO(STEERS_TARGET),
  OUTFILE(ENDS_TARGET_LIST),
  DUMPFILE(ENDS_TARGET_LIST),
  ON(BEFORE_OPERAND, ENDS_OBJECT_KIND),
  ONLY(SKIPPED_BEFORE_TARGET),
  LATERAL(SKIPPED_BEFORE_TARGET),
  IF(SKIPPED_BEFORE_TARGET),
  EXISTS(SKIPPED_BEFORE_TARGET),
  CONCURRENTLY(SKIPPED_BEFORE_TARGET),
  NOT(BEFORE_OPERAND, SKIPPED_BEFORE_TARGET),
  LOW_PRIORITY(SKIPPED_BEFORE_TARGET),
  IGNORE(SKIPPED_BEFORE_TARGET),
  MATERIALIZED(SKIPPED_BEFORE_TARGET),
  FULL(SKIPPED_BEFORE_TARGET),
  VERBOSE(SKIPPED_BEFORE_TARGET),
  WITH(ENDS_OBJECT_KIND),
  RECURSIVE,
  DISTINCT(BEFORE_OPERAND, STEERS_TARGET),
  FOR(BEFORE_OPERAND, ENDS_TARGET_LIST, ENDS_OBJECT_KIND),
  WHERE(BEFORE_OPERAND, ENDS_TARGET_LIST),
  GROUP(ENDS_TARGET_LIST),
  ORDER(ENDS_TARGET_LIST),
  HAVING(BEFORE_OPERAND, ENDS_TARGET_LIST),
  LIMIT(BEFORE_OPERAND, ENDS_TARGET_LIST),
  OFFSET(BEFORE_OPERAND, ENDS_TARGET_LIST),
  UNION(ENDS_TARGET_LIST),
  INTERSECT(ENDS_TARGET_LIST),
  EXCEPT(ENDS_TARGET_LIST),
  RETURNING(BEFORE_OPERAND, ENDS_TARGET_LIST),
  WINDOW(ENDS_TARGET_LIST),
  AND(BEFORE_OPERAND),
  OR(BEFORE_OPERAND, SKIPPED_BEFORE_TARGET),
  IN(BEFORE_OPERAND, ENDS_OBJECT_KIND),
  LIKE(BEFORE_OPERAND),
  ILIKE(BEFORE_OPERAND),
  BETWEEN(BEFORE_OPERAND),
  CASE(BEFORE_OPERAND),
  WHEN(BEFORE_OPERAND),
  THEN(BEFORE_OPERAND),
  ELSE(BEFORE_OPERAND),
  RETURN(BEFORE_OPERAND),
  TOP(BEFORE_OPERAND, SKIPPED_BEFORE_TARGET),
  ALL(BEFORE_OPERAND),
  ANY(BEFORE_OPERAND),
  IS(BEFORE_OPERAND),
  ESCAPE(BEFORE_OPERAND),
  DEFAULT(BEFORE_OPERAND, WITHIN_CLAUSE),
  INTERVAL(BEFORE_OPERAND),
  TRUE(CONSTANT),
  FALSE(CONSTANT),
  STDIN(COPIES_ROWS),
  /** Of CQL: BEGIN BATCH ... APPLY BATCH. */
  BATCH(WITHIN_CLAUSE, STEERS_TARGET),
  PRINT;

  /** What a word does to what follows it. */
  enum Role {
    /** An operation that reads or writes tables. */
    DATA_OPERATION,
    OPERATION,
    /** An operation followed by a kind of object. */
    DDL_OPERATION,
    /** An operation that TRANSACTION belongs to. */
    OF_TRANSACTION,
    /** May be followed by an operand, so that a sign belongs to its number. */
    BEFORE_OPERAND,
    ENDS_TARGET_LIST,
    /** After it no kind of object follows that is created, altered or dropped. */
    ENDS_OBJECT_KIND,
    SKIPPED_BEFORE_TARGET,
    /** A kind of object whose name belongs into the summary. */
    NAMED_OBJECT,
    /** First word of a statement that may set a password. */
    SETS_SECRETS,
    /** A kind of object that has no password, so that PASSWORD is a column there. */
    PLAIN_OBJECT,
    SECRET_OBJECT,
    BEFORE_SECRET,
    SKIPPED_BEFORE_SECRET,
    /** May follow PASSWORD without being one. */
    NOT_SECRET,
    /** Says that a target follows, or that the FROM after it says no such thing. */
    STEERS_TARGET,
    /** May be a name or a value, so that it does not end a list of values. */
    WITHIN_CLAUSE,
    /** TRUE, FALSE or NULL. */
    CONSTANT,
    /** Of a statement that is followed by rows. */
    COPIES_ROWS,
    /** A secret follows, also in statements that set none. */
    ANNOUNCES_SECRET,
    /** A procedure whose arguments are strings, also as bare words, and one of them a password. */
    SECRET_ARGUMENTS
  }

  private static final int OPERATIONS =
      maskOf(Role.DATA_OPERATION, Role.OPERATION, Role.DDL_OPERATION);
  private static final int OF_SUMMARY =
      OPERATIONS
          | maskOf(
              Role.NAMED_OBJECT, Role.ENDS_TARGET_LIST, Role.ENDS_OBJECT_KIND, Role.STEERS_TARGET);

  private static final int RARE = maskOf(Role.CONSTANT, Role.COPIES_ROWS, Role.ANNOUNCES_SECRET);

  private final int roles;

  Keyword(Role... given) {
    roles = maskOf(given);
  }

  private static int maskOf(Role... roles) {
    int mask = 0;
    for (Role role : roles) {
      mask |= 1 << role.ordinal();
    }
    return mask;
  }

  boolean is(Role role) {
    return (roles & 1 << role.ordinal()) != 0;
  }

  boolean isOperation() {
    return (roles & OPERATIONS) != 0;
  }

  /** Whether it matters to more than the summary and the tokens right after it. */
  boolean isRare() {
    return (roles & RARE) != 0;
  }

  /** Whether it matters to the summary at any position. */
  boolean concernsSummary() {
    return (roles & OF_SUMMARY) != 0;
  }

  /** {@code FROM update}: whether it is the name of a table where no statement may begin. */
  boolean mayNameSource() {
    return isOperation() && !is(Role.ENDS_TARGET_LIST);
  }

  /** Whether it is neither a target nor in front of one. */
  boolean endsTarget() {
    return isOperation()
        || is(Role.ENDS_TARGET_LIST)
        || this == FROM
        || this == JOIN
        || this == STRAIGHT_JOIN
        || this == ON
        || this == USING;
  }
}
