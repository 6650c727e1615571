package io.dbintel.streams;

import io.dbintel.schemas.signing.SigningConfig;
import io.dbintel.streams.validation.SkippedRecords;

/**
 * Which raw records are believed, beside what they hold.
 *
 * @param skipped the records that an operator had passed over
 * @param signing whether they must be signed, and with which keys
 */
public record RecordPolicy(SkippedRecords skipped, SigningConfig signing) {

  /** All are. */
  public static final RecordPolicy OPEN = new RecordPolicy(SkippedRecords.NONE, SigningConfig.OFF);
}
