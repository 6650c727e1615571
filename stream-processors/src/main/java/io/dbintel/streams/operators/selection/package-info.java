/** Which statements leave under their own names, and the exact sum of all others. */
package io.dbintel.streams.operators.selection;
