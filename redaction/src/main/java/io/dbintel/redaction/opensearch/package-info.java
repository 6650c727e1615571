/** Takes the values out of requests to OpenSearch. */
package io.dbintel.redaction.opensearch;
