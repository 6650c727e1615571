/** How many bytes the sampler saves, and what is still known by name. */
package io.dbintel.benchmarks.reduction;
