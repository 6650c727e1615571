package io.dbintel.collector.publish;

/**
 * A poll with its place in the order of sending.
 *
 * @param number grows with every poll, across restarts
 * @param poll what is sent
 * @param spooled whether it was read from disk
 */
record QueuedPoll(long number, RawPoll poll, boolean spooled) {}
