/** Load on the whole stream topology, measured beside two smaller topologies in the same run. */
package io.dbintel.benchmarks.pipeline;
