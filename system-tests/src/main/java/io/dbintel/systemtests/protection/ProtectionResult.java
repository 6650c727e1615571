package io.dbintel.systemtests.protection;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What became of each trouble.
 *
 * @param lines one for each, in the order in which they were tried
 */
public record ProtectionResult(List<Line> lines) {

  /**
   * One trouble.
   *
   * @param trouble its name
   * @param openedAfterMillis from the beginning of the trouble until the circuit opened; -1 where
   *     nobody tells
   * @param reason why it opened
   * @param probes polls made while half-open
   * @param problem what does not hold; empty when everything does
   */
  public record Line(
      String trouble, long openedAfterMillis, String reason, long probes, String problem) {

    /** Whether everything holds. */
    public boolean holds() {
      return problem.isEmpty();
    }

    String text() {
      String opened =
          openedAfterMillis < 0
              ? ""
              : String.format(
                  Locale.ROOT, "opened after %.1f s (%s), ", openedAfterMillis / 1_000.0, reason);
      return holds()
          ? "ok      %-24s %sstatements stopped, probes: %d, closed"
              .formatted(trouble, opened, probes)
          : "FAILED  %-24s %s".formatted(trouble, problem);
    }

    private String json() {
      return "{\"trouble\":\"%s\",\"ok\":%b,\"opened_after_ms\":%d,\"reason\":\"%s\",\"probes\":%d}"
          .formatted(trouble, holds(), openedAfterMillis, reason, probes);
    }
  }

  public ProtectionResult {
    lines = List.copyOf(lines);
  }

  /** Whether everything holds; of nothing it does not. */
  public boolean ok() {
    return !lines.isEmpty() && lines.stream().allMatch(Line::holds);
  }

  /** The last line of the proof. */
  public String toJson() {
    return "{\"proof\":\"protection\",\"ok\":%b,\"troubles\":[%s]}"
        .formatted(ok(), lines.stream().map(Line::json).collect(Collectors.joining(",")));
  }
}
