package io.dbintel.collector.systems.mysql;

/** Which of the two systems an instance is; each has its own catalogue. */
public enum Flavour {
  MYSQL("mysql", "MySQL", 8, 0),
  MARIADB("mariadb", "MariaDB", 10, 6);

  private final String system;
  private final String displayName;
  private final ServerRelease oldest;

  Flavour(String system, String displayName, int major, int minor) {
    this.system = system;
    this.displayName = displayName;
    this.oldest = new ServerRelease(major, minor, 0);
  }

  /** Value of the setting {@code system}, and name of the catalogue. */
  public String system() {
    return system;
  }

  /** Name for people. */
  public String displayName() {
    return displayName;
  }

  /** The oldest release that can be polled. */
  public ServerRelease oldest() {
    return oldest;
  }

  /**
   * Which one answers.
   *
   * @param version what {@code version()} returns: MariaDB names itself there
   */
  static Flavour of(String version) {
    return version.contains("MariaDB") ? MARIADB : MYSQL;
  }
}
