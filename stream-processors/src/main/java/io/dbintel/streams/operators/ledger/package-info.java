/** The ledger: what came in and went out of an instance, hour by hour. */
package io.dbintel.streams.operators.ledger;
