package io.dbintel.streams;

/** What a topology is built for. */
public enum Purpose {
  /** Reads the log as it grows, and writes commands into it. */
  PRODUCTION,
  /** Reads a log that was recorded, the commands in it included, and writes none. */
  REPLAY
}
