/**
 * When to poll, what to say of every poll, and what the processors ask for: nothing here knows a
 * database system.
 */
package io.dbintel.collector.poll;
