/** Hashes that are stored or compared between processes. */
package io.dbintel.runtime.hash;
