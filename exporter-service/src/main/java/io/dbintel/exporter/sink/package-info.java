/** What every sink has in common: results in, outcomes out. */
package io.dbintel.exporter.sink;
