package io.dbintel.streams.operators.exporterrors;

/**
 * What an instance withholds because of export errors.
 *
 * @param rate level because of rate limits, 0 to 2
 * @param cardinality level because of cardinality, 0 to 2
 * @param until when it lapses, ms of the instance clock
 */
record FeedbackOrder(int rate, int cardinality, long until) {}
