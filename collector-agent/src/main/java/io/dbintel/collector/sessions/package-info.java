/**
 * What every system's session collector shares: texts without literals, and ticks as records split
 * by bytes. A system implements {@link io.dbintel.collector.sessions.SessionSource}.
 */
package io.dbintel.collector.sessions;
