/**
 * The admin API: state of what this process and the others host, and orders of people. It reads
 * stores, and changes nothing but by an order in the log; no result depends on it.
 */
package io.dbintel.streams.admin;
