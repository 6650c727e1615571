package io.dbintel.systemtests.exactness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What was found of the metrics.
 *
 * @param series counters of which growth arrived, and that the database was asked for as well
 * @param exact of those, the ones whose growth the database says exactly
 * @param exactByGroup the same by group
 * @param differing exact ones of which another growth arrived
 * @param above others of which more arrived than the database says at most; only where it was asked
 *     after the last poll
 * @param below others of which less arrived than it says at least
 * @param points intervals that arrived
 * @param pointsDiffering intervals whose growth is not the difference of the two reads in the raw
 *     log that begin and end it
 * @param intervalsMissing intervals between two reads of a counter that did not arrive, or twice
 * @param duplicates points with the series, start and end of another
 * @param driverAgrees whether rows inserted and updated are those that the driver says
 * @param objectsAgree whether created, renamed and dropped tables arrived as the rules say
 * @param stalePolls polls that another agent's poll made superfluous
 */
public record MetricsResult(
    int series,
    int exact,
    SortedMap<String, Integer> exactByGroup,
    int differing,
    int above,
    int below,
    int points,
    int pointsDiffering,
    int intervalsMissing,
    int duplicates,
    boolean driverAgrees,
    boolean objectsAgree,
    int stalePolls) {

  private static final Set<String> GROUPS =
      Set.of("databases", "server", "tables", "indexes", "functions");

  /** Whether every promise held. */
  boolean holds() {
    return exactByGroup.keySet().containsAll(GROUPS)
        && differing == 0
        && above == 0
        && below == 0
        && points > 0
        && pointsDiffering == 0
        && intervalsMissing == 0
        && duplicates == 0
        && driverAgrees
        && objectsAgree;
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("series", series);
    map.put("series_known_exactly", exact);
    map.put("series_known_exactly_by_group", exactByGroup);
    map.put("series_differing", differing);
    map.put("series_above_truth", above);
    map.put("series_below_truth", below);
    map.put("intervals", points);
    map.put("intervals_differing", pointsDiffering);
    map.put("intervals_missing", intervalsMissing);
    map.put("duplicates", duplicates);
    map.put("driver_agrees", driverAgrees);
    map.put("objects_agree", objectsAgree);
    map.put("polls_stale", stalePolls);
    return map;
  }
}
