/** Decoding and field checks; what is not valid goes to the dead letters. */
package io.dbintel.streams.validation;
