/** How much an instance may have stored. */
package io.dbintel.streams.operators.bounds;
