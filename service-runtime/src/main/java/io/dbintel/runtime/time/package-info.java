/** When to try again. */
package io.dbintel.runtime.time;
