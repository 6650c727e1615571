package io.dbintel.streams.operators.sampler.rules;

/**
 * What is sampled, as a rule sees it. What the system, the read or the row does not have is
 * unknown: a number is then NaN, with which every comparison but {@code !=} is false, and a text is
 * empty.
 */
public interface Sampled {

  /** Value of a numeric field; NaN when it is not known. */
  double number(SampleField field);

  /** Value of a text; empty when it is not known. */
  String text(SampleField field);
}
