package io.dbintel.redaction.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the value of a plan's property is, by the name of the property. */
enum PlanKey {
  /** The kind of a node, of which each node has one: kept, part of the structure. */
  NODE,
  /** The name of a table, index or kind of node: kept, part of the structure. */
  NAME,
  /** A condition, a key, a list of columns: masked; that there is one is part of the structure. */
  EXPRESSION,
  /** A cost, a count, a time, a method chosen at run time: kept, no part of the structure. */
  MEASURE,
  /** Estimated cost until the first row: a measure. */
  STARTUP_COST,
  /** Estimated cost of the whole: a measure. */
  TOTAL_COST,
  /** A number that the statement gave: masked. */
  LITERAL,
  /** Not known: masked; what it contains may be part of the structure. */
  UNKNOWN;

  private static final String RESOURCE = "plan-keys-1.tsv";
  private static final Map<String, PlanKey> KEYS = read();

  /** The kind of a property, for example {@code Index Cond} or {@code attached_condition}. */
  static PlanKey of(String property) {
    PlanKey known = KEYS.get(property);
    if (known != null) {
      return known;
    }
    boolean measure =
        property.endsWith("_cost")
            || property.endsWith("_rows")
            || property.startsWith("r_")
            || property.startsWith("Worker ")
            || property.startsWith("Trigger ");
    return measure ? MEASURE : UNKNOWN;
  }

  /** Whether the content of such a container is part of the structure. */
  boolean isStructure() {
    return this == UNKNOWN || this == NAME || this == NODE;
  }

  private static Map<String, PlanKey> read() {
    Map<String, PlanKey> keys = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(PlanKey.class.getResourceAsStream(RESOURCE), RESOURCE),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        if (tab > 0 && line.charAt(0) != '#') {
          keys.put(
              line.substring(tab + 1), valueOf(line.substring(0, tab).toUpperCase(Locale.ROOT)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
    return Map.copyOf(keys);
  }
}
