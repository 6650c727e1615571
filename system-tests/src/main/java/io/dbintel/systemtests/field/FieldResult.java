package io.dbintel.systemtests.field;

import java.util.List;

/**
 * What became of each odd server.
 *
 * @param lines one for each, in the order in which they were tried
 */
public record FieldResult(List<Line> lines) {

  /** What became of one. */
  public enum Status {
    OK("ok"),
    FAILED("FAILED"),
    SKIPPED("skipped");

    private final String word;

    Status(String word) {
      this.word = word;
    }
  }

  /**
   * One odd server.
   *
   * @param server what was tried
   * @param status how it went
   * @param why why it failed or was skipped; null when it holds
   */
  public record Line(OddServer server, Status status, String why) {

    String text() {
      return "%-8s %-44s PostgreSQL %-3s %s%s"
          .formatted(
              status.word,
              server.name(),
              server.version(),
              server.asserted(),
              why == null ? "" : " (" + why + ")");
    }
  }

  public FieldResult {
    lines = List.copyOf(lines);
  }

  /** How many went that way. */
  public long count(Status status) {
    return lines.stream().filter(line -> line.status == status).count();
  }

  /** The last line of the proof. */
  public String toJson() {
    return "{\"proof\":\"field\",\"ok\":%d,\"failed\":%d,\"skipped\":%d}"
        .formatted(count(Status.OK), count(Status.FAILED), count(Status.SKIPPED));
  }
}
