package io.dbintel.runtime.config;

/**
 * One thing wrong with a configuration. No field ever holds the value of a secret or a value that
 * came out of a placeholder.
 *
 * @param path the setting, such as {@code instances[0].port}; empty for the file as a whole
 * @param location {@code file:line} where it stands or would stand; empty if unknown
 * @param found what stands there
 * @param allowed what may stand there
 * @param wayOut what to do about it
 */
public record ConfigProblem(
    String path, String location, String found, String allowed, String wayOut) {

  /** One line: path, location, found, allowed, way out. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(path.isEmpty() ? "configuration" : path);
    if (!location.isEmpty()) {
      line.append(" (").append(location).append(')');
    }
    line.append(": found ").append(found).append("; allowed: ").append(allowed);
    return line.append("; ").append(wayOut).toString();
  }
}
