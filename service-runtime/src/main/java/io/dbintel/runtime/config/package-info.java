/**
 * Configuration: YAML files with overlays and placeholders, bound to records; all problems are
 * reported at once.
 */
package io.dbintel.runtime.config;
