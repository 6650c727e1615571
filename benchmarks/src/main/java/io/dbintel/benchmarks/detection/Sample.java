package io.dbintel.benchmarks.detection;

/**
 * A text of the corpus.
 *
 * @param type the type of the private value in it; null when there is none
 * @param text the text
 * @param start where the value begins, UTF-16 units
 * @param end where it ends
 */
record Sample(String type, String text, int start, int end) {

  static Sample clean(String text) {
    return new Sample(null, text, 0, 0);
  }

  /** The value in place of {@code {}} in a template. */
  static Sample of(String type, String template, String value) {
    int start = template.indexOf("{}");
    return new Sample(type, template.replace("{}", value), start, start + value.length());
  }
}
