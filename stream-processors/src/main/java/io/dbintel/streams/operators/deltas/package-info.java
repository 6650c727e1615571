/** From cumulative statement counters to growth. */
package io.dbintel.streams.operators.deltas;
