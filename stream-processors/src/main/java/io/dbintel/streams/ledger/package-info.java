/** The hourly ledger of an instance: what came in, what was told, where a gap is known. */
package io.dbintel.streams.ledger;
