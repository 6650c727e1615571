/** What a replay read for the first time. */
package io.dbintel.streams.operators.cold;
