package io.dbintel.streams.records;

import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.PollHeader;
import io.dbintel.streams.statements.StatementRow;
import java.util.List;

/**
 * A statement poll chunk as decoded: names are texts of unknown content.
 *
 * @param system database system
 * @param serverAddress host as configured at the agent
 * @param serverPort TCP port
 * @param header what the chunk says about its poll
 * @param counters the counters read, as bits
 * @param rows rows sorted by key, unreadable ones included
 * @param range keys that the chunk covers; null for a partial poll and where a row's key could not
 *     be read
 * @param databases names by index
 * @param users names by index
 */
public record StatementChunk(
    String system,
    String serverAddress,
    int serverPort,
    PollHeader header,
    long counters,
    List<StatementRow> rows,
    KeyRange range,
    List<String> databases,
    List<String> users) {}
