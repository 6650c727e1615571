package io.dbintel.collector.metrics;

import io.dbintel.collector.system.PollFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When each group of metrics is read: with every poll or every n-th, and less often while its query
 * fails or takes more than a tenth of the time between two reads. That time doubles up to 64-fold,
 * and halves again with every quick read. Pure. Used by one thread.
 */
public final class GroupSchedule {

  private static final int MAX_DOUBLINGS = 6;
  private static final int SHARE = 10;

  private final Duration interval;
  private final Map<String, Group> groups = new LinkedHashMap<>();

  private static final class Group {
    private final int everyPolls;
    private int doublings;
    private long next;
    private String trouble = "";

    Group(int everyPolls) {
      this.everyPolls = everyPolls;
    }

    long polls(int atDoublings) {
      return (long) everyPolls << atDoublings;
    }
  }

  /**
   * @param interval time between polls
   * @param everyPolls groups in the order in which they are read: every how many polls
   */
  public GroupSchedule(Duration interval, Map<String, Integer> everyPolls) {
    this.interval = interval;
    everyPolls.forEach((group, every) -> groups.put(group, new Group(every)));
  }

  /** The groups to read in a poll. */
  public List<String> due(long poll) {
    List<String> due = new ArrayList<>();
    groups.forEach(
        (name, group) -> {
          if (group.next <= poll) {
            due.add(name);
          }
        });
    return due;
  }

  /** Notes that a group was read in a poll, and how long it took. */
  public void read(String name, long poll, Duration took) {
    Group group = groups.get(name);
    int needed = 0;
    while (needed < MAX_DOUBLINGS
        && took.multipliedBy(SHARE).compareTo(interval.multipliedBy(group.polls(needed))) > 0) {
      needed++;
    }
    group.doublings = Math.max(needed, group.doublings - 1);
    group.next = poll + group.polls(group.doublings);
    group.trouble =
        group.doublings == 0 ? "" : "takes more than a tenth of the time between two reads";
  }

  /** Notes that a group could not be read in a poll. */
  public void failed(String name, long poll, PollFailure failure) {
    Group group = groups.get(name);
    group.doublings = Math.min(MAX_DOUBLINGS, group.doublings + 1);
    group.next = poll + group.polls(group.doublings);
    group.trouble = "cannot be read (" + failure.reason() + ": " + failure.getMessage() + ")";
  }

  /** A line about each group that is read less often than it should. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    groups.forEach(
        (name, group) -> {
          if (group.doublings > 0) {
            remarks.add(
                "metrics group "
                    + name
                    + " "
                    + group.trouble
                    + " and is asked for every "
                    + interval.multipliedBy(group.polls(group.doublings)).toSeconds()
                    + " s only; if it is not needed, switch it off with"
                    + " collectors.metrics.disabledGroups: ["
                    + name
                    + "]");
          }
        });
    return remarks;
  }
}
