package io.dbintel.collector.system;

/**
 * What every raw record says about where it comes from.
 *
 * @param instanceId tenant/name, the record key
 * @param system database system, the name of its catalogue
 * @param incarnation UUID of the agent process
 * @param host host as configured
 * @param port port as configured
 */
public record RecordSource(
    String instanceId, String system, String incarnation, String host, int port) {}
