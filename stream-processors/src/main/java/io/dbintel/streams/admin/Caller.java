package io.dbintel.streams.admin;

/**
 * Who asks.
 *
 * @param name name of the token
 */
record Caller(String name, Role role) {}
