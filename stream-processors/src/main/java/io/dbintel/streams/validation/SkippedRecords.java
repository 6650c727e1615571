package io.dbintel.streams.validation;

/** The raw records that an operator had passed over; thread-safe. */
@FunctionalInterface
public interface SkippedRecords {

  /** None. */
  SkippedRecords NONE = (topic, partition, offset) -> false;

  /** Whether the record at the place is to be passed over. */
  boolean contains(String topic, int partition, long offset);
}
