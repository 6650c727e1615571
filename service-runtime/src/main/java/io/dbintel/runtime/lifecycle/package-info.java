/** A service as a process: command line, start, stop, exit code. */
package io.dbintel.runtime.lifecycle;
