/** Load on the whole stream topology, compared in the same run with two smaller topologies. */
package io.dbintel.benchmarks.pipeline;
