/** The control document: what the operators ask of the agents of an instance, merged. */
package io.dbintel.streams.operators.control;
