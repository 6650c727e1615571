/** Exact deltas of statement counters: read order, lives of counters, and the base of each row. */
package io.dbintel.streams.deltas;
