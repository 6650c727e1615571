package io.dbintel.redaction.plan;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * Hashes what makes two plans the same: kinds of nodes, what they read (tables, indexes, aliases),
 * how they join, scan and aggregate, which kinds of conditions and keys each node has, and the
 * nesting of all that. What conditions say is left out, since it is another thing to write for each
 * way of getting a plan (a literal, a parameter, a cast of either); so are costs, rows and times,
 * and properties that are false, which younger servers add to every node.
 */
public final class StructuralHash {

  /** Version of the rules; grows whenever some plan gets another hash. */
  public static final int VERSION = 1;

  private final HashStream64 stream = Hashing.komihash5_0().hashStream();
  private final PlanEstimate estimate = new PlanEstimate();

  StructuralHash() {}

  void open() {
    stream.putByte((byte) 1);
  }

  void close() {
    stream.putByte((byte) 2);
  }

  void property(String name, String value) {
    stream.putString(name);
    stream.putString(value);
  }

  /** A property that a node has, whatever it says. */
  void presence(String name) {
    property(name, "");
  }

  void depth(int depth) {
    stream.putInt(depth);
  }

  /** What the planner expects, collected beside the structure. */
  PlanEstimate estimate() {
    return estimate;
  }

  MaskedPlan masked(String text, boolean truncated, boolean malformed) {
    return new MaskedPlan(
        text,
        stream.getAsLong(),
        estimate.nodes(),
        estimate.startupCost(),
        estimate.totalCost(),
        truncated,
        malformed);
  }
}
