package io.dbintel.runtime.config;

/**
 * Thrown by the constructor of a configuration record when one of its settings has a value that it
 * alone can judge, such as an expression that does not compile. It becomes a {@link ConfigProblem}
 * with the path of that setting.
 */
public final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String setting;
  private final String found;
  private final String allowed;
  private final String fix;

  /**
   * Says what is wrong with a setting; no text may contain a secret.
   *
   * @param setting name of the record component
   * @param found the value found, and where in it the mistake is
   * @param allowed what is allowed
   * @param fix what to do about it
   */
  public InvalidSettingException(String setting, String found, String allowed, String fix) {
    super(setting + ": found " + found + "; allowed: " + allowed + "; " + fix);
    this.setting = setting;
    this.found = found;
    this.allowed = allowed;
    this.fix = fix;
  }

  /** The problem, for a record at {@code path} whose file and line are {@code location}. */
  ConfigProblem problem(String path, String location) {
    return new ConfigProblem(ConfigPath.child(path, setting), location, found, allowed, fix);
  }
}
