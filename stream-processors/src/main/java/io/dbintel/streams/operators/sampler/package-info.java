/**
 * The adaptive sampler: which statements and sessions leave under their own names, and how often.
 */
package io.dbintel.streams.operators.sampler;
