/** Configuration: YAML files with overlays and placeholders, bound to records, checked whole. */
package io.dbintel.runtime.config;
