/** What operators report about themselves. */
package io.dbintel.streams.telemetry;
