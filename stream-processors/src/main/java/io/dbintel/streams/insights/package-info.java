/** What operators find out, before it has the names and units of results. */
package io.dbintel.streams.insights;
