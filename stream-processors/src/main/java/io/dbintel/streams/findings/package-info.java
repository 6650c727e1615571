/** What operators tell, before it has the names and units of results. */
package io.dbintel.streams.findings;
