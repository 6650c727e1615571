package io.dbintel.streams.validation;

import org.apache.kafka.streams.processor.api.RecordMetadata;

/** The raw records that an operator had passed over; thread-safe. */
@FunctionalInterface
public interface SkippedRecords {

  /** None. */
  SkippedRecords NONE = (topic, partition, offset) -> false;

  /** Whether the record at the place is to be passed over. */
  boolean contains(String topic, int partition, long offset);

  /**
   * Refuses a record that is to be passed over.
   *
   * @param position of the record; null where it is not known, which is never passed over
   */
  default void check(RecordMetadata position) throws InvalidRecordException {
    if (position != null && contains(position.topic(), position.partition(), position.offset())) {
      throw new InvalidRecordException("skipped", "passed over by an operator; see dbintel.audit");
    }
  }
}
