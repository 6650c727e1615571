package io.dbintel.streams.records;

import io.dbintel.redaction.verify.CleanText;
import java.util.List;
import java.util.Map;

/**
 * One backend of pg_stat_activity. Nullable where the schema's field is. Times are µs of the
 * database clock.
 */
public record SessionSnapshot(
    int pid,
    long backendStart,
    CleanText database,
    CleanText user,
    CleanText applicationName,
    CleanText clientAddress,
    Integer clientPort,
    CleanText clientHostname,
    CleanText backendType,
    CleanText state,
    CleanText waitEventType,
    CleanText waitEvent,
    Long queryid,
    CleanText queryText,
    CleanText querySummary,
    Long queryStart,
    Long xactStart,
    Long stateChange,
    List<Integer> blockingPids,
    Map<String, CleanText> commentTags) {}
