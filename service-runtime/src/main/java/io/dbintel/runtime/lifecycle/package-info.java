/** From main to exit code: start, wait, close. */
package io.dbintel.runtime.lifecycle;
