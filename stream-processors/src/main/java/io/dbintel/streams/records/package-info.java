/** What travels from node to node: validated records, then verified ones. */
package io.dbintel.streams.records;
