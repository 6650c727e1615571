/**
 * Raw records out: encoded, queued in memory, kept on disk while the broker is away, sent,
 * acknowledged.
 */
package io.dbintel.collector.publish;
