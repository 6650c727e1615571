package io.dbintel.collector.publish;

/**
 * One encoded record.
 *
 * @param schema simple name of the record class, for the record header
 * @param timestamp agent clock, milliseconds since the Unix epoch
 * @param value wire format, with the schema id of the bundled registry
 */
public record RawRecord(String schema, long timestamp, byte[] value) {}
