/** What runs the topology: the only package that knows the wall clock. */
package io.dbintel.streams.runtime;
