package io.dbintel.streams.operators.plans;

import io.dbintel.streams.identity.ReadId;
import java.util.List;

/**
 * The last plans that were told.
 *
 * @param last the last one of each agent process, the process heard of last at the end
 */
record ToldPlans(List<ReadId> last) {

  ToldPlans {
    last = List.copyOf(last);
  }
}
