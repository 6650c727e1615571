/** What is stored after a day of steady load, by store. */
package io.dbintel.benchmarks.day;
