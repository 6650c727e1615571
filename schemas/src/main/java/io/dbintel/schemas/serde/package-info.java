/** Avro records to bytes and back, in the Confluent wire format. */
package io.dbintel.schemas.serde;
