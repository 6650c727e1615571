package io.dbintel.runtime.config;

/**
 * A problem of a configuration. No field contains the value of a secret or of a placeholder.
 *
 * @param path the setting, such as {@code instances[0].port}; empty for the file as a whole
 * @param location {@code file:line} of the setting or of its parent; empty if unknown
 * @param found the value found
 * @param allowed the values allowed
 * @param fix what to do about it
 */
public record ConfigProblem(
    String path, String location, String found, String allowed, String fix) {

  /** One line: path, location, found, allowed, fix. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(path.isEmpty() ? "configuration" : path);
    if (!location.isEmpty()) {
      line.append(" (").append(location).append(')');
    }
    line.append(": found ").append(found).append("; allowed: ").append(allowed);
    return line.append("; ").append(fix).toString();
  }
}
