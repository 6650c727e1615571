/** The processors that own what is remembered, and run the operators on it. */
package io.dbintel.streams.processors;
