package io.dbintel.collector.statements;

import io.dbintel.schemas.avro.ServerRole;

/**
 * What is known of the server before the rows are read.
 *
 * @param serverId stable identifier of the server or cluster
 * @param serverStart when the server process started, microseconds since the Unix epoch
 * @param serverVersion as the server prints it
 * @param timeline number that changes with every promotion; null where there is none
 * @param role role in replication
 * @param selection hash of what the query can see: user, privileges, filters, SQL
 * @param before clock and counters before the rows
 */
public record StatementHeader(
    String serverId,
    long serverStart,
    String serverVersion,
    Long timeline,
    ServerRole role,
    long selection,
    CounterMark before) {}
