/** Configuration of the exporter: one record per type of sink. */
package io.dbintel.exporter.config;
