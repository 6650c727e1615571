package io.dbintel.systemtests.exactness;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found of the sessions.
 *
 * @param agents agent processes that ticked
 * @param ticks ticks recorded in the raw log
 * @param accepted ticks that are the instance's voice
 * @param ofOthers ticks that are not, since another process is
 * @param repeated ticks that were there before
 * @param takeovers how often another process became the voice, after three silent intervals
 * @param lost ticks of the voice that are not in the raw log
 * @param recorded sessions in the accepted ticks
 * @param told sessions that arrived
 * @param differing ticks of which other sessions arrived than were recorded
 * @param duplicates events that arrived twice
 */
public record SessionsResult(
    int agents,
    int ticks,
    int accepted,
    int ofOthers,
    int repeated,
    int takeovers,
    int lost,
    long recorded,
    long told,
    int differing,
    int duplicates) {

  /** Whether one voice was told, whole. */
  boolean holds() {
    return agents > 1
        && accepted > 0
        && ofOthers > 0
        && takeovers > 0
        && ticks == accepted + ofOthers + repeated
        && lost == 0
        && recorded > 0
        && recorded == told
        && differing == 0
        && duplicates == 0;
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("agent_processes", agents);
    map.put("ticks", ticks);
    map.put("ticks_accepted", accepted);
    map.put("ticks_of_other_voices", ofOthers);
    map.put("ticks_repeated", repeated);
    map.put("takeovers", takeovers);
    map.put("ticks_lost", lost);
    map.put("sessions_recorded", recorded);
    map.put("sessions_told", told);
    map.put("ticks_differing", differing);
    map.put("duplicates", duplicates);
    return map;
  }
}
