package io.dbintel.streams.validation;

import io.dbintel.schemas.InstanceId;
import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.util.regex.Pattern;

/**
 * Checks of single fields. Each throws with the field, what was found and what was expected; a text
 * is told by its length, since it may be private.
 */
final class FieldChecks {
  private static final int MAX_PARTS = 65_536;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private FieldChecks() {}

  static boolean isInstance(String key) {
    try {
      InstanceId.parse(key == null ? "" : key);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static boolean isTenant(String key) {
    return key != null && key.indexOf('/') < 0 && isInstance(key + "/any");
  }

  static void key(String key, boolean tenantAllowed) throws InvalidRecordException {
    if (!isInstance(key) && !(tenantAllowed && isTenant(key))) {
      throw new InvalidRecordException(
          "invalid_field",
          "the record key, of "
              + (key == null ? 0 : key.length())
              + " characters, is not "
              + (tenantAllowed
                  ? "an instance id or a tenant; expected tenant/name or tenant"
                  : "an instance id; expected tenant/name"));
    }
  }

  /** The catalogue of the system that a record names. */
  static SystemCatalogue system(String system) throws InvalidRecordException {
    boolean nameable = NAME.matcher(system).matches();
    if (nameable && !system.equals(SystemCatalogue.PRODUCT)) {
      SystemCatalogue found = SystemCatalogue.find(system).orElse(null);
      if (found != null) {
        return found;
      }
    }
    throw new InvalidRecordException(
        "unknown_system",
        "system is "
            + (nameable ? system : "a text of " + system.length() + " characters")
            + "; expected a system that this release has a catalogue of: is the agent newer than"
            + " the stream processors?");
  }

  /** The statement counters of the system that a record names. */
  static StatementCatalogue statements(String system) throws InvalidRecordException {
    StatementCatalogue statements = system(system).statements().orElse(null);
    if (statements == null) {
      throw new InvalidRecordException(
          "unknown_system",
          "system is "
              + system
              + ", whose catalogue has no statement counters; expected metrics and sessions only");
    }
    return statements;
  }

  static void incarnation(String incarnation) throws InvalidRecordException {
    require(
        !incarnation.isBlank() && incarnation.length() <= 64,
        "length of incarnation",
        incarnation.length(),
        "1 to 64 characters");
  }

  /** Checks a text that is used as it is: letters, digits, dots, underscores and hyphens. */
  static void id(String field, String id) throws InvalidRecordException {
    if (!ID.matcher(id).matches()) {
      throw new InvalidRecordException(
          "invalid_field",
          field
              + " is a text of "
              + id.length()
              + " characters; expected 1 to 64 letters, digits, dots, underscores or hyphens");
    }
  }

  static void maxLength(String field, String text, int most) throws InvalidRecordException {
    require(text.length() <= most, "length of " + field, text.length(), "at most " + most);
  }

  static void part(String field, int part, int parts) throws InvalidRecordException {
    require(parts >= 1 && parts <= MAX_PARTS, field + "s", parts, "1 to " + MAX_PARTS);
    require(part >= 0 && part < parts, field, part, "0 to " + (parts - 1));
  }

  static void epoch(CounterEpoch epoch) throws InvalidRecordException {
    Long since = epoch.getCountersSince();
    epoch(epoch.getServerId(), since == null ? 0 : since, epoch.getServerStart());
  }

  static void epoch(String serverId, long countersSince, long serverStart)
      throws InvalidRecordException {
    maxLength("epoch.server_id", serverId, 300);
    notNegative("epoch.counters_since", countersSince);
    notNegative("epoch.server_start", serverStart);
  }

  static void notNegative(String field, long value) throws InvalidRecordException {
    require(value >= 0, field, value, "0 or more");
  }

  static void port(int port) throws InvalidRecordException {
    require(port >= 0 && port <= 65_535, "server_port", port, "0 to 65535");
  }

  static void readTimes(long start, long end) throws InvalidRecordException {
    require(start > 0, "read_start", start, "µs since the epoch");
    require(end >= start, "read_end", end, "not before read_start " + start);
  }

  static void require(boolean holds, String field, long found, String expected)
      throws InvalidRecordException {
    if (!holds) {
      throw new InvalidRecordException(
          "invalid_field", field + " is " + found + "; expected " + expected);
    }
  }
}
