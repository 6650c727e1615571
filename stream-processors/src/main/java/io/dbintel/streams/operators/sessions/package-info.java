/** Sessions of an instance, taken from one agent process at a time. */
package io.dbintel.streams.operators.sessions;
