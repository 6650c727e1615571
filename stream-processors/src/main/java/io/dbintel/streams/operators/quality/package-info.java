/** Whether what came in is plausible, and how many distinct values it had, hour by hour. */
package io.dbintel.streams.operators.quality;
