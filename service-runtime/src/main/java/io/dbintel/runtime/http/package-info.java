/** The small HTTP server under the health and metrics endpoints. */
package io.dbintel.runtime.http;
