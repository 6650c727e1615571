package io.dbintel.collector.statements;

/**
 * Polls of one life may be compared row by row.
 *
 * @param systemIdentifier cluster the counters belong to
 * @param statsReset when all counters were last reset, microseconds; null before PostgreSQL 14
 * @param postmasterStart stands in for statsReset before PostgreSQL 14; 0 where that is known
 * @param selection hash of what the query can see
 */
record ComparableEpoch(
    String systemIdentifier, Long statsReset, long postmasterStart, long selection) {}
