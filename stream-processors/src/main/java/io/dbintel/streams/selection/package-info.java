/** Which statements are told by name, and the exact sum of the others. */
package io.dbintel.streams.selection;
