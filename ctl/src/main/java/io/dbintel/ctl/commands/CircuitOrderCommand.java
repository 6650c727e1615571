package io.dbintel.ctl.commands;

import java.util.Map;

/** Orders a state of a circuit. */
abstract class CircuitOrderCommand extends OrderCommand {

  private final String action;

  CircuitOrderCommand(Access access, String action) {
    super(access, "circuit");
    this.action = action;
  }

  @Override
  final Map<String, Object> fields() {
    return Map.of("action", action);
  }

  @Override
  final String what() {
    return "circuit " + action;
  }
}
