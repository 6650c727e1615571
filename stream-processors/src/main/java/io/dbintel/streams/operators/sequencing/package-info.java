/** Order of statement polls, epochs of the counters, and the baseline. */
package io.dbintel.streams.operators.sequencing;
