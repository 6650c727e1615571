package io.dbintel.quickstart.view;

import java.util.Map;

/** Reads the attributes of a result event; what is absent is 0, empty or false. */
record EventAttributes(Map<String, Object> values) {

  long number(String name) {
    return values.get(name) instanceof Number number ? number.longValue() : 0;
  }

  double decimal(String name) {
    return values.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  /** Null when absent. */
  Double maybe(String name) {
    return values.get(name) instanceof Number number ? number.doubleValue() : null;
  }

  boolean flag(String name) {
    return values.get(name) instanceof Boolean flag && flag;
  }

  String text(String name) {
    return values.get(name) instanceof String text ? text : "";
  }
}
