/** What is written to the log, and how often. */
package io.dbintel.runtime.log;
