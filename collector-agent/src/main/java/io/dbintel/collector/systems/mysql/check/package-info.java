/** What an instance lacks, and the statement that fixes it. */
package io.dbintel.collector.systems.mysql.check;
