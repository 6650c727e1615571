/** The circuit breaker: when the agents of an instance are to leave its database alone. */
package io.dbintel.streams.operators.circuit;
