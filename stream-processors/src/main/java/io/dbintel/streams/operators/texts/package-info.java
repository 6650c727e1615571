/** Texts of statements, remembered by the leading bytes of the statements' keys. */
package io.dbintel.streams.operators.texts;
