/** Raw records in, results out: the topology, the service that runs it, and its command line. */
package io.dbintel.streams;
