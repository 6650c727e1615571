/** Automata that decide in one pass which detectors a text may concern. */
package io.dbintel.redaction.pii.trigger;
