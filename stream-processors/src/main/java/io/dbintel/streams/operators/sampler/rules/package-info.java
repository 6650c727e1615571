/** The rules by which rows and sessions are sampled: CEL expressions and what they see. */
package io.dbintel.streams.operators.sampler.rules;
