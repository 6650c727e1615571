package io.dbintel.redaction.mongodb;

import io.dbintel.redaction.json.JsonShape;
import io.dbintel.redaction.statement.NormalizedStatement;
import java.util.Map;

/**
 * Replaces the values of MongoDB commands in JSON (extended JSON, relaxed or canonical). Names of
 * commands, collections, fields and operators are kept, and so is {@code $db}, which does not count
 * for the fingerprint; what a driver adds about its session and transaction is left out.
 */
public final class MongoCommandNormalizer {

  /** Version of the rules; grows whenever some command gets another text or fingerprint. */
  public static final int VERSION = 1;

  private MongoCommandNormalizer() {}

  /** Normalises one command. */
  public static NormalizedStatement normalize(String command) {
    MongoCommandRules rules = new MongoCommandRules();
    JsonShape.Result shape = JsonShape.ofOne(command, rules);
    if (!shape.text().startsWith("{")) {
      return NormalizedStatement.maskedWhole(shape.truncated(), VERSION);
    }
    return new NormalizedStatement(
        shape.text(),
        shape.fingerprint(),
        rules.summary().toString(),
        rules.summary().operation(),
        rules.summary().collections(),
        Map.of(),
        shape.truncated() || rules.truncated(),
        shape.malformed(),
        VERSION);
  }
}
