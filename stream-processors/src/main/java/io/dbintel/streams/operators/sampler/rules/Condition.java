package io.dbintel.streams.operators.sampler.rules;

/** When a rule applies. */
public interface Condition {

  /** Whether it holds. An expression that cannot be evaluated does not. */
  boolean holds(Sampled sampled);

  /** Whether a part of it runs in the CEL interpreter: some µs a row rather than some ns. */
  boolean interpreted();
}
