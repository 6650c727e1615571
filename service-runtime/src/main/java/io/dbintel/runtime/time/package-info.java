/** When to retry. */
package io.dbintel.runtime.time;
