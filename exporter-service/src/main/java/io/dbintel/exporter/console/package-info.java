/** Results as lines of text. */
package io.dbintel.exporter.console;
