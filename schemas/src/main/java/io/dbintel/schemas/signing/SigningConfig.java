package io.dbintel.schemas.signing;

import io.dbintel.runtime.config.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How raw records are signed. The first key of a tenant signs; every key verifies, so a key is
 * changed by giving the new one to the processors, then to the agents, then dropping the old one.
 *
 * @param required whether a record without a valid signature is refused, and an agent without a key
 *     does not start
 * @param keys the keys
 */
public record SigningConfig(
    @Setting(
            description =
                "Whether raw records must be signed: processors refuse others, and an agent does"
                    + " not start when a tenant of its instances has no key.",
            defaultValue = "false")
        boolean required,
    @Setting(description = "Keys; the first one of a tenant signs, each verifies.")
        List<SigningKey> keys) {

  /** Nothing is signed and everything is accepted. */
  public static final SigningConfig OFF = new SigningConfig(false, List.of());

  /**
   * @throws IllegalArgumentException when signatures are required without a key, or two keys of a
   *     tenant have one id
   */
  public SigningConfig {
    keys = List.copyOf(keys);
    if (required && keys.isEmpty()) {
      throw new IllegalArgumentException("at least one key in keys where required is true");
    }
    Set<String> ids = new HashSet<>();
    for (SigningKey key : keys) {
      if (!ids.add(key.tenant() + '/' + key.id())) {
        throw new IllegalArgumentException(
            "one key of each id, found two of tenant " + key.tenant() + " with id " + key.id());
      }
    }
  }

  /** Whether there is a key that signs the tenant's records. */
  public boolean signs(String tenant) {
    return keys.stream().anyMatch(key -> key.tenant().equals(tenant));
  }
}
