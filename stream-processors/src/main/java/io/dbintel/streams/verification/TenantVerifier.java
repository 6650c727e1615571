package io.dbintel.streams.verification;

import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.redaction.verify.Verification;
import io.dbintel.runtime.cache.BoundedCache;
import java.util.Map;

/**
 * Verifies the texts of a tenant and remembers the names it saw last: those of databases and users
 * come with every chunk. Not thread-safe.
 */
final class TenantVerifier {
  private static final int NAMES = 8_192;
  private static final int MAX_KEPT = 512;

  private final TextVerifier verifier;
  private final Map<String, Verification> names = new BoundedCache<>(NAMES);

  TenantVerifier(TextVerifier verifier) {
    this.verifier = verifier;
  }

  Verification name(String name) {
    Verification known = names.get(name);
    if (known == null) {
      known = verifier.verifyIdentifier(name);
      if (name.length() <= MAX_KEPT) {
        names.put(name, known);
      }
    }
    return known;
  }

  Verification statement(String text, QueryLanguage language) {
    return verifier.verifyStatement(text, language);
  }

  Verification plan(String plan, QueryLanguage language) {
    return verifier.verifyPlan(plan, language);
  }

  Verification text(String text) {
    return verifier.verifyText(text);
  }

  Verification attribute(String name, String value) {
    return verifier.verifyAttribute(name, value);
  }
}
