package io.dbintel.collector.sessions;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.verify.TextVerifier;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one verifier of the agent. Its tables take about a second and 5 MB, so they are made once, in
 * the background, while the first statements are read already.
 */
final class SharedVerifier {

  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private SharedVerifier() {}

  private static final class Holder {
    static final TextVerifier VERIFIER = TextVerifier.of(PiiConfig.defaults());
  }

  /** Begins to make it, if nothing has begun that yet. */
  static void prepare() {
    if (BEGUN.compareAndSet(false, true)) {
      Thread thread = new Thread(SharedVerifier::get, "dbintel-verifier");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** The verifier, as soon as it is made; not to be waited for inside a transaction. */
  static TextVerifier get() {
    return Holder.VERIFIER;
  }
}
