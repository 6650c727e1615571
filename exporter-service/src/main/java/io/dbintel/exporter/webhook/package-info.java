/** Events as JSON arrays in the CloudEvents batch format. */
package io.dbintel.exporter.webhook;
