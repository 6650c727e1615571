package io.dbintel.redaction.mongodb;

import io.dbintel.redaction.json.JsonPath;
import io.dbintel.redaction.json.MemberRules;
import io.dbintel.redaction.statement.PlainName;
import io.dbintel.redaction.statement.SummaryBuilder;
import java.util.Set;

/** What the members of one MongoDB command mean. */
final class MongoCommandRules implements MemberRules {

  /** Commands whose value is the collection they work on. */
  private static final Set<String> ON_COLLECTION =
      Set.of(
          "aggregate",
          "analyze",
          "cloneCollectionAsCapped",
          "collMod",
          "collStats",
          "compact",
          "convertToCapped",
          "count",
          "create",
          "createIndexes",
          "createSearchIndexes",
          "delete",
          "deleteIndexes",
          "distinct",
          "drop",
          "dropIndexes",
          "dropSearchIndex",
          "find",
          "findAndModify",
          "findandmodify",
          "geoSearch",
          "insert",
          "killCursors",
          "listIndexes",
          "mapReduce",
          "mapreduce",
          "planCacheClear",
          "planCacheClearFilters",
          "planCacheListFilters",
          "planCacheSetFilter",
          "reIndex",
          "renameCollection",
          "update",
          "updateSearchIndex",
          "validate");

  /** Of the driver's session, transaction and cluster, not of the command. */
  private static final Set<String> OF_SESSION =
      Set.of(
          "lsid",
          "txnNumber",
          "txnRetryCounter",
          "stmtId",
          "stmtIds",
          "autocommit",
          "startTransaction",
          "coordinator",
          "$clusterTime",
          "$configTime",
          "$topologyTime",
          "$audit",
          "$client",
          "$configServerState",
          "$traceCtx",
          "operationTime",
          "mayBypassWriteBlocking",
          "clientOperationKey");

  /** Objects that extended JSON writes a value with, by their first member. */
  private static final Set<String> VALUE_WRAPPERS =
      Set.of(
          "$oid",
          "$uuid",
          "$date",
          "$numberInt",
          "$numberLong",
          "$numberDouble",
          "$numberDecimal",
          "$binary",
          "$timestamp",
          "$regularExpression",
          "$symbol",
          "$code",
          "$scope",
          "$dbPointer",
          "$minKey",
          "$maxKey",
          "$undefined");

  private static final String DATABASE = "$db";

  /** What the server writes instead of a command that is too long for its report. */
  private static final String CUT_BY_SERVER = "$truncated";

  private static final String EXPLAIN = "explain";

  private final SummaryBuilder summary = new SummaryBuilder();
  private String command = "";

  /** How many objects are open around the members of the command: 2 inside of explain. */
  private int commandDepth = 1;

  private boolean truncated;

  SummaryBuilder summary() {
    return summary;
  }

  boolean truncated() {
    return truncated;
  }

  @Override
  public boolean keeps(JsonPath path) {
    String name = path.name(0);
    if (name.equals(CUT_BY_SERVER)) {
      truncated = true;
      return true;
    }
    if (path.position() == 0 && (path.depth() == 1 || path.depth() == 2 && isExplained(path))) {
      commandDepth = path.depth();
      command = name;
      if (PlainName.isPlain(name)) {
        summary.operation(name);
      }
      return true;
    }
    return path.depth() > commandDepth || !OF_SESSION.contains(name);
  }

  private boolean isExplained(JsonPath path) {
    return command.equals(EXPLAIN) && EXPLAIN.equals(path.name(1)) && !path.isArray(1);
  }

  @Override
  public boolean wrapsValue(String firstName) {
    return VALUE_WRAPPERS.contains(firstName);
  }

  @Override
  public boolean identifies(JsonPath path) {
    return !DATABASE.equals(path.name(0));
  }

  @Override
  public boolean isName(JsonPath path) {
    if (path.depth() == commandDepth && !path.isArray(1)) {
      return isTargetOfCommand(path) || DATABASE.equals(path.name(0));
    }
    return DATABASE.equals(path.name(0)) && path.depth() == 1 || isTargetOfStage(path);
  }

  private boolean isTargetOfCommand(JsonPath path) {
    String name = path.name(0);
    return path.position() == 0 && ON_COLLECTION.contains(command)
        || name.equals("collection") && command.equals("getMore")
        || name.equals("to") && command.equals("renameCollection");
  }

  /** {@code {$out: "c"}}, {@code {$lookup: {from: "c"}}} and similar stages of a pipeline. */
  private boolean isTargetOfStage(JsonPath path) {
    if (!command.equals("aggregate") || path.isArray(1)) {
      return false;
    }
    String stage = path.name(0);
    if (isStage(path, 0)) {
      return stage.equals("$out") || stage.equals("$merge") || stage.equals("$unionWith");
    }
    if (!isStage(path, 1) || path.isArray(2)) {
      return false;
    }
    return switch (path.name(1)) {
      case "$lookup", "$graphLookup" -> stage.equals("from");
      case "$unionWith", "$out" -> stage.equals("coll");
      case "$merge" -> stage.equals("into");
      default -> false;
    };
  }

  /** Whether a member belongs to an object right in the array of a pipeline or facet. */
  private boolean isStage(JsonPath path, int up) {
    if (path.name(up) == null || !path.isArray(up + 2)) {
      return false;
    }
    boolean ofCommand =
        path.depth() - up == commandDepth + 2 && "pipeline".equals(path.name(up + 2));
    return ofCommand || isNestedPipeline(path, up + 2);
  }

  /** Pipelines in $lookup, $unionWith and $facet, which are stages themselves. */
  private boolean isNestedPipeline(JsonPath path, int up) {
    if (path.name(up) == null || path.name(up + 1) == null || !isStage(path, up + 1)) {
      return false;
    }
    String owner = path.name(up + 1);
    boolean inStage = owner.equals("$lookup") || owner.equals("$unionWith");
    return inStage && path.name(up).equals("pipeline") || owner.equals("$facet");
  }

  @Override
  public void named(JsonPath path, String name) {
    if (!DATABASE.equals(path.name(0))) {
      summary.target(name);
    }
  }
}
