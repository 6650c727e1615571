package io.dbintel.streams.records;

/** A record, or a row, that went to the dead letters. */
public record RejectedRecord(String reason) {}
