package io.dbintel.redaction.plan;

import io.dbintel.redaction.sql.SqlDialect;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks a plan in text line by line. A literal with a line break goes on in the next line, so a
 * value is read until nothing in it is open.
 */
final class TextPlan {

  /** {@code -> Seq Scan on t (cost=0.00..1.01 rows=1 width=4) (actual time=…)}. */
  private static final Pattern NODE =
      Pattern.compile(
          "(\\s*(?:->\\s+)?)(\\S.*?)(  \\((?:cost=|actual |never executed)[-0-9a-zA-Z .=,()_]*)?");

  /** {@code Index Cond: (id = 5)}; in MySQL's trees, {@code -> Filter: (a = 5) (cost=…)}. */
  private static final Pattern PROPERTY =
      Pattern.compile(
          "(\\s*(?:->\\s+)?)([A-Z][A-Za-z0-9_/() -]*): ?(.*?)"
              + "(  \\((?:cost=|actual |never executed)[-0-9a-zA-Z .=,()_]*)?");

  /** {@code cost=0.00..1.01}, or one number in MySQL's trees. */
  private static final Pattern COSTS =
      Pattern.compile("\\(cost=([0-9.]+?)(?:\\.\\.([0-9.]+))?[ )]");

  private static final String QUERY_TEXT = "Query Text";
  private static final int MAX_LINES_OF_A_VALUE = 64;

  private final PlanExpressions expressions;
  private final boolean namesOnlyInNodes;
  private final StructuralHash hash = new StructuralHash();
  private final StringBuilder out = new StringBuilder();
  private String[] lines = {};
  private int next;
  private boolean truncated;

  TextPlan(PlanExpressions expressions, SqlDialect dialect) {
    this.expressions = expressions;
    this.namesOnlyInNodes = dialect == SqlDialect.POSTGRESQL;
  }

  MaskedPlan mask(String plan, long mostBytes) {
    lines = plan.split("\n", -1);
    long bytes = 0;
    int kept = 0;
    while (next < lines.length) {
      int before = out.length();
      if (next > 0) {
        out.append('\n');
      }
      line(lines[next++]);
      bytes += out.substring(before).getBytes(StandardCharsets.UTF_8).length;
      kept = bytes <= mostBytes ? out.length() : kept;
    }
    truncated |= kept < out.length();
    return hash.masked(out.substring(0, kept), truncated, expressions.malformed());
  }

  private void line(String line) {
    Matcher property = PROPERTY.matcher(line);
    if (property.matches()) {
      property(property);
      return;
    }
    Matcher node = NODE.matcher(line);
    if (node.matches()) {
      node(node);
    }
  }

  private void property(Matcher line) {
    String name = line.group(2);
    PlanKey key = PlanKey.of(name);
    out.append(line.group(1)).append(key == PlanKey.UNKNOWN ? masked(name) : name).append(": ");
    if (key == PlanKey.MEASURE) {
      out.append(line.group(3));
      append(out, line.group(4));
      return;
    }
    String first = name.equals(QUERY_TEXT) ? queryText(line.group(3)) : line.group(3);
    value(first, line.group(4));
    if (key != PlanKey.UNKNOWN) {
      hash.depth(line.end(1));
      hash.presence(name);
    }
  }

  /** The statement is printed as it was written, over several lines, before the first node. */
  private String queryText(String first) {
    StringBuilder text = new StringBuilder(first);
    while (next < lines.length && !lines[next].contains("  (cost=")) {
      text.append('\n').append(lines[next++]);
    }
    return text.toString();
  }

  private void node(Matcher line) {
    String name = line.group(2);
    String measures = line.group(3);
    out.append(line.group(1));
    hash.depth(line.end(1));
    estimate(measures, line.end(1));
    if (namesOnlyInNodes && measures != null && name.indexOf('\'') < 0) {
      out.append(name).append(measures);
      hash.property("", name);
    } else {
      hash.property("", value(name, measures));
    }
  }

  private void estimate(String measures, int depth) {
    Matcher costs = COSTS.matcher(measures == null ? "" : measures);
    if (!costs.find()) {
      return;
    }
    hash.estimate().node();
    if (costs.group(2) == null) {
      hash.estimate().totalCost(costs.group(1), depth);
    } else {
      hash.estimate().startupCost(costs.group(1), depth);
      hash.estimate().totalCost(costs.group(2), depth);
    }
  }

  /** Masks and writes a value that may go on in the next lines; what measures follow is kept. */
  private String value(String first, String measures) {
    if (!expressions.isOpen(first)) {
      String masked = masked(first);
      out.append(masked);
      append(out, measures);
      return masked;
    }
    StringBuilder whole = new StringBuilder(first);
    append(whole, measures);
    int most = Math.min(lines.length, next + MAX_LINES_OF_A_VALUE);
    while (next < most && expressions.isOpen(whole.toString())) {
      whole.append('\n').append(lines[next++]);
    }
    String text = whole.toString();
    if (expressions.isOpen(text)) {
      next = lines.length;
    }
    String masked = masked(text);
    out.append(masked);
    return masked;
  }

  private String masked(String text) {
    PlanExpressions.Masked masked = expressions.mask(text);
    truncated |= masked.open();
    return masked.text();
  }

  private static void append(StringBuilder target, String text) {
    if (text != null) {
      target.append(text);
    }
  }
}
