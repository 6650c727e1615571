/** From the result topics to one sink: read, filter, batch, send, publish the outcome, commit. */
package io.dbintel.exporter.consume;
