/** The instance clock. */
package io.dbintel.streams.operators.clock;
