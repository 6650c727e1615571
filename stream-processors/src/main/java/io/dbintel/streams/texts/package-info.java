/** The store of statement texts. */
package io.dbintel.streams.texts;
