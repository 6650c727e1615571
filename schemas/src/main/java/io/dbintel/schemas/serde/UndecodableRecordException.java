package io.dbintel.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** Bytes that are not a record in the wire format; the message never contains them. */
public final class UndecodableRecordException extends SerializationException {

  private static final long serialVersionUID = 1;

  public UndecodableRecordException(String message) {
    super(message);
  }

  public UndecodableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
