/** Raw records through the present code once more, and what is different then. */
package io.dbintel.streams.replay;
