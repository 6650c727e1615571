package io.dbintel.streams.records;

import io.dbintel.redaction.verify.CleanText;

/**
 * Where a raw record was read.
 *
 * @param system db.system.name, for example postgresql
 * @param serverAddress host as configured at the agent
 * @param serverPort TCP port
 */
public record Source(CleanText system, CleanText serverAddress, int serverPort) {}
