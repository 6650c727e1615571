package io.dbintel.streams.records;

import io.dbintel.redaction.verify.CleanText;
import java.util.List;
import java.util.SortedMap;

/**
 * One session at a tick. Nullable where the schema's field is. Times are µs of the database clock.
 *
 * @param text current or last statement; null when there is none to see
 */
public record SessionSnapshot(
    String sessionId,
    long sessionStart,
    CleanText database,
    CleanText user,
    CleanText applicationName,
    CleanText clientAddress,
    Integer clientPort,
    CleanText clientHostname,
    CleanText sessionType,
    CleanText state,
    boolean active,
    CleanText waitEventType,
    CleanText waitEvent,
    String queryId,
    StatementText text,
    Long queryStart,
    Long transactionStart,
    Long stateChange,
    String transactionId,
    List<String> blockingSessionIds,
    SortedMap<String, CleanText> commentTags) {}
