package io.dbintel.runtime.config;

/** The notation for the path of a setting: keys joined by dots, list positions in brackets. */
final class ConfigPath {

  private ConfigPath() {}

  static String child(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }

  static String item(String parent, int position) {
    return parent + "[" + position + "]";
  }
}
