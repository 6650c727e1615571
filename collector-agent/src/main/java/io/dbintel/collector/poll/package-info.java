/**
 * When to poll (schedule, control document, back-off) and what to publish about every poll; knows
 * no database system.
 */
package io.dbintel.collector.poll;
