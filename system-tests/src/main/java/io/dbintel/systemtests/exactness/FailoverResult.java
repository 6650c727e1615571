package io.dbintel.systemtests.exactness;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found when a standby with counters of its own took over, and the old primary came back
 * and took over again.
 *
 * @param failovers how often another server answered
 * @param callsOfStandbys calls that the standbys had counted before they took over
 * @param statements statements compared
 * @param callsExpected calls that the servers counted while they were read
 * @param callsTold calls that arrived
 * @param statementsDiffering statements of which other calls, rows or time arrived
 * @param series counters compared
 * @param seriesExact of those, the ones whose growth the servers say exactly
 * @param seriesDiffering exact ones of which another growth arrived
 * @param seriesBelow others of which less arrived than the servers say at least
 * @param intervalsDiffering intervals whose growth is not that between two reads of one server
 * @param intervalsMissing counters of which more intervals are missing than there were failovers
 */
public record FailoverResult(
    int failovers,
    long callsOfStandbys,
    int statements,
    long callsExpected,
    long callsTold,
    int statementsDiffering,
    int series,
    int seriesExact,
    int seriesDiffering,
    int seriesBelow,
    int intervalsDiffering,
    int intervalsMissing) {

  /** Whether what arrived is what happened while a server was read. */
  boolean holds() {
    return failovers > 0
        && callsOfStandbys > callsExpected
        && callsExpected > 0
        && statementsDiffering == 0
        && callsExpected == callsTold
        && seriesExact > 0
        && seriesDiffering == 0
        && seriesBelow == 0
        && intervalsDiffering == 0
        && intervalsMissing == 0;
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("failovers", failovers);
    map.put("calls_of_standbys_before", callsOfStandbys);
    map.put("statements", statements);
    map.put("calls_expected", callsExpected);
    map.put("calls_told", callsTold);
    map.put("statements_differing", statementsDiffering);
    map.put("series", series);
    map.put("series_known_exactly", seriesExact);
    map.put("series_differing", seriesDiffering);
    map.put("series_below_truth", seriesBelow);
    map.put("intervals_differing", intervalsDiffering);
    map.put("intervals_missing", intervalsMissing);
    return map;
  }
}
