/** Whether what came in is plausible: reasons counted and a score, hour by hour. */
package io.dbintel.streams.operators.quality;
