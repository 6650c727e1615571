package io.dbintel.streams.validation;

import io.dbintel.schemas.InstanceId;

/** Checks of single fields. Each throws with the field, what was found and what was expected. */
final class FieldChecks {
  private static final long MAX_OID = 0xFFFF_FFFFL;

  private FieldChecks() {}

  static boolean isKey(String key) {
    try {
      key(key);
      return true;
    } catch (InvalidRecordException e) {
      return false;
    }
  }

  static void key(String key) throws InvalidRecordException {
    try {
      InstanceId.parse(key == null ? "" : key);
    } catch (IllegalArgumentException e) {
      throw new InvalidRecordException(
          "invalid_field",
          "the record key, of "
              + (key == null ? 0 : key.length())
              + " characters, is no instance id; expected tenant/name");
    }
  }

  static void incarnation(String incarnation) throws InvalidRecordException {
    require(
        !incarnation.isBlank() && incarnation.length() <= 64,
        "length of incarnation",
        incarnation.length(),
        "1 to 64 characters");
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

  static boolean isOid(long value) {
    return value >= 0 && value <= MAX_OID;
  }

  static void require(boolean holds, String field, long found, String expected)
      throws InvalidRecordException {
    if (!holds) {
      throw new InvalidRecordException(
          "invalid_field", field + " is " + found + "; expected " + expected);
    }
  }
}
