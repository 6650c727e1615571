package io.dbintel.streams.records;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.catalogue.SystemCatalogue;

/**
 * Where a raw record was read.
 *
 * @param catalogue what the database system has: counters, metrics, events
 * @param serverAddress host as configured at the agent
 * @param serverPort TCP port
 */
public record Source(SystemCatalogue catalogue, CleanText serverAddress, int serverPort) {

  /** {@code db.system.name}, for example postgresql. */
  public String system() {
    return catalogue.system();
  }
}
