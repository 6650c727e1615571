/** Identity of results and of stored keys: hashes of what they are about. */
package io.dbintel.streams.identity;
