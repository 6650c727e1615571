package io.dbintel.ctl.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The ledger at one moment.
 *
 * @param lastRead end of the last statement poll in it, microseconds of the database clock; empty
 *     before the first
 * @param hours by their beginning; the last one is still being added up
 */
public record LedgerReading(OptionalLong lastRead, SortedMap<String, Hour> hours) {

  /**
   * An hour of the ledger.
   *
   * @param in sums of all differences
   * @param entries everything that it adds up, by name
   */
  record Hour(Amounts in, SortedMap<String, Long> entries) {

    static final Hour NONE = new Hour(Amounts.NONE, new TreeMap<>());

    Hour plus(Hour other) {
      return new Hour(in.plus(other.in), combined(other, 1));
    }

    Hour minus(Hour other) {
      return new Hour(in.minus(other.in), combined(other, -1));
    }

    private SortedMap<String, Long> combined(Hour other, int sign) {
      SortedMap<String, Long> all = new TreeMap<>(entries);
      other.entries.forEach((name, value) -> all.merge(name, sign * value, Long::sum));
      return all;
    }
  }

  /**
   * Reads an answer of {@code …/ledger}.
   *
   * @throws IllegalArgumentException when a time in it is none
   */
  public static LedgerReading of(JsonNode answer) {
    SortedMap<String, Hour> hours = new TreeMap<>();
    OptionalLong lastRead = OptionalLong.empty();
    for (JsonNode hour : answer.path("hours")) {
      JsonNode in = hour.path("in");
      SortedMap<String, Long> entries = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : hour.path("entries").properties()) {
        entries.put(entry.getKey(), entry.getValue().asLong());
      }
      Amounts sums =
          new Amounts(
              in.path("calls").asLong(), in.path("rows").asLong(), in.path("time_ns").asLong());
      hours.put(hour.path("hour").asText(), new Hour(sums, entries));
      if (hours.lastKey().equals(hour.path("hour").asText())
          && hour.path("last_read").isTextual()) {
        lastRead = OptionalLong.of(micros(hour.path("last_read").asText()));
      }
    }
    return new LedgerReading(lastRead, hours);
  }

  private static long micros(String time) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    } catch (DateTimeParseException malformed) {
      throw new IllegalArgumentException(
          "the ledger says last_read is " + time + "; expected a time in ISO 8601, UTC", malformed);
    }
  }

  /** What was added since an earlier reading; empty when its hour is no longer told. */
  Optional<Hour> since(LedgerReading earlier) {
    String from = earlier.hours.lastKey();
    if (!hours.containsKey(from)) {
      return Optional.empty();
    }
    Hour sum = Hour.NONE;
    for (Hour hour : hours.tailMap(from).values()) {
      sum = sum.plus(hour);
    }
    return Optional.of(sum.minus(earlier.hours.get(from)));
  }
}
