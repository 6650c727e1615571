/** Statement counters and texts from the digest table of the performance schema. */
package io.dbintel.collector.systems.mysql.statements;
