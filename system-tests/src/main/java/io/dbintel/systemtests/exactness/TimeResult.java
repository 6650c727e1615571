package io.dbintel.systemtests.exactness;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found when the same log was told by servers at other times: one that is 400 days old,
 * one whose results are three days late, one whose clock is five years ahead.
 *
 * @param sums sums of statements, metrics and sessions compared for each of the three
 * @param agedDiffering sums of the old server that arrived otherwise
 * @param lateDiffering sums of the late one that the archive has otherwise
 * @param aheadDiffering sums of the one ahead that the archive has otherwise
 * @param agedArchiveDiffering sums of the old server that the archive has otherwise
 * @param outsideSent results outside the destination's age window that it got nevertheless
 * @param outside results outside the window, as archived
 * @param outsideCounted results that the exporter counted as outside
 */
public record TimeResult(
    int sums,
    int agedDiffering,
    int lateDiffering,
    int aheadDiffering,
    int agedArchiveDiffering,
    long outsideSent,
    long outside,
    long outsideCounted) {

  /** Before it was tried. */
  static final TimeResult NONE = new TimeResult(0, 0, 0, 0, 0, 0, 0, 0);

  /** Whether time changed nothing but what the age window says. */
  boolean holds() {
    return sums > 0
        && agedDiffering == 0
        && lateDiffering == 0
        && aheadDiffering == 0
        && agedArchiveDiffering == 0
        && outsideSent == 0
        && outside > 0
        && outside == outsideCounted;
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("sums", sums);
    map.put("server_400_days_old_differing", agedDiffering);
    map.put("outage_of_3_days_differing", lateDiffering);
    map.put("clock_5_years_ahead_differing", aheadDiffering);
    map.put("archive_differing", agedArchiveDiffering);
    map.put("outside_age_window", outside);
    map.put("outside_age_window_counted", outsideCounted);
    map.put("outside_age_window_sent", outsideSent);
    return map;
  }
}
