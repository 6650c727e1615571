/** Memory of what was used last. */
package io.dbintel.runtime.cache;
