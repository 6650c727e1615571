package io.dbintel.streams.validation;

import io.dbintel.schemas.avro.ServerRole;
import java.util.ArrayList;
import java.util.List;

/** The fields of a chunk as they were written, before any check. */
final class RawChunk {
  String system = "";
  String incarnation = "";
  String serverAddress = "";
  int serverPort;
  long seq;
  int chunk;
  int chunks;
  boolean full;
  long readStart;
  long readEnd;
  String serverId = "";
  long countersSince;
  long serverStart;
  long selection;
  long timeline;
  ServerRole role = ServerRole.UNKNOWN;
  long evictionsBefore = -1;
  long evictionsAfter = -1;
  int hiddenRows;
  String privilegeBefore = "";
  String privilegeAfter = "";
  boolean ranged;
  byte[] rangeFrom;
  byte[] rangeTo;
  List<Integer> counters = List.of();
  List<String> databases = List.of();
  List<String> users = List.of();
  final List<Row> rows = new ArrayList<>();

  /**
   * The fields of a row; values in the order in which they were written. Of the bytes of another
   * schema all fields are set too, absent ones to their defaults.
   */
  static final class Row {
    /** Prefix and key; null when the key is empty or too long. */
    byte[] key;

    int keyLength;
    String queryId = "";
    int database;
    int user;
    boolean nested;
    long origin;
    long[] values;
    int valueCount;
  }
}
