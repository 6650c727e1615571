/** Names and units of results. */
package io.dbintel.streams.results;
